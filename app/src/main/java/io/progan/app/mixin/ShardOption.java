package io.progan.app.mixin;

import io.progan.dataset.write.BuildOptions;
import picocli.CommandLine.Option;

/** The option that makes a part of a dataset. */
public final class ShardOption {

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      converter = ShardConverter.class,
      description =
          "Make only part I of N parts, 1/N to N/N, which may be made on several machines and are"
              + " joined by 'progan dataset merge' (default: all).")
  BuildOptions.Part part;

  /** The same options with this one. */
  public BuildOptions apply(BuildOptions options) {
    return options.withPart(part);
  }
}
