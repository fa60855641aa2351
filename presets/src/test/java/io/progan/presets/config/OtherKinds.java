package io.progan.presets.config;

import java.util.HashMap;
import java.util.Map;

/** The default tree with a second kind of discriminator, {@code other}, which only tests know. */
public final class OtherKinds {

  private OtherKinds() {}

  /** The tree; {@code other} has {@code blocks} 3 and {@code fmapMax} 99. */
  public static ConfigTree tree() {
    Map<String, Kinds<?>> kinds = new HashMap<>(RunConfig.kinds());
    kinds.put(
        "discriminator",
        new Kinds<Kinded>(
            Kinded.class, ProgressiveDiscriminatorConfig.defaults(), new Other(3, 99)));
    return ConfigTree.of(ConfigJson.toTree(RunConfig.defaults()), kinds);
  }

  record Other(int blocks, int fmapMax) implements Kinded {

    @Override
    public String kind() {
      return "other";
    }
  }
}
