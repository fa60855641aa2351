package io.progan.app.mixin;

import io.progan.app.console.CommandFailure;
import io.progan.core.generate.Latents;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that say which latents images are made from. */
public final class LatentOptions {

  private static final long OFFICIAL_SEED = 1000;

  @Option(
      names = {"--seed", "--random_seed"},
      paramLabel = "N",
      converter = SeedConverter.class,
      description =
          "Seed of all latents together, which are NumPy's RandomState(N).randn, as the official"
              + " scripts' (default: 1000).")
  Long seed;

  @Option(
      names = "--seeds",
      paramLabel = "LIST",
      converter = SeedsConverter.class,
      description = "One image for each of these seeds, such as 1,5,10-20 (default: none).")
  SeedList seeds;

  @Option(
      names = "--latents",
      paramLabel = "FILE.npy",
      description =
          "One image for each row of this NumPy array [images, latent size] (default: none).")
  Path file;

  @Option(
      names = "--trunc",
      paramLabel = "PSI",
      description =
          "Draw latents from a normal distribution truncated at PSI: numbers beyond it are drawn"
              + " again (default: not truncated).")
  Double trunc;

  /**
   * Checks that the options go together.
   *
   * @param counted whether the user said how many images to make
   */
  public void check(boolean counted) {
    int ways = (seed == null ? 0 : 1) + (seeds == null ? 0 : 1) + (file == null ? 0 : 1);
    if (ways > 1) {
      throw CommandFailure.wrongUsage("--seed, --seeds and --latents: give only one of them");
    }
    if (counted && (seeds != null || file != null)) {
      throw CommandFailure.wrongUsage(
          "--count: not with --seeds or --latents, which say how many images there are");
    }
    if (trunc != null && file != null) {
      throw CommandFailure.wrongUsage("--trunc: not with --latents, which are taken as they are");
    }
    if (trunc != null && !(trunc >= Latents.LEAST_THRESHOLD)) {
      throw CommandFailure.wrongUsage(
          "--trunc: must be %s or more, got %s".formatted(Latents.LEAST_THRESHOLD, trunc));
    }
  }

  /** The seed of all latents together. */
  public long seed() {
    return seed == null ? OFFICIAL_SEED : seed;
  }

  /** Seeds of one image each; null for none. */
  public SeedList seeds() {
    return seeds;
  }

  /** A file of latents; null for none. */
  public Path file() {
    return file;
  }

  /** Random latents for a seed. */
  public float[] draw(long seedOfThese, int count, int size) {
    return trunc == null
        ? Latents.normal(seedOfThese, count, size)
        : Latents.truncated(seedOfThese, count, size, trunc);
  }
}
