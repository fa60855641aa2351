package io.progan.app.mixin;

import picocli.CommandLine.ITypeConverter;

/** Reads a key frame: {@code SEED} or {@code SEED:CLASS}. */
final class KeyframeConverter implements ITypeConverter<Keyframe> {

  @Override
  public Keyframe convert(String text) {
    int colon = text.indexOf(':');
    String seed = colon < 0 ? text : text.substring(0, colon);
    return new Keyframe(
        new SeedConverter().convert(seed.strip()), colon < 0 ? null : text.substring(colon + 1));
  }
}
