package io.progan.app.mixin;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.ExitCode;
import io.progan.core.generate.Generator;
import io.progan.core.generate.LatentSource;
import io.progan.core.latent.LatentDistribution;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.LatentFamily;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that say which latents images are made from. */
public final class LatentOptions {

  private static final long OFFICIAL_SEED = 1000;

  /** As BigGAN's public code has it. */
  private static final int STANDING_PASSES = 16;

  private static final int MOST_PASSES = 10_000;

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

  @Option(
      names = "--trunc-hub",
      paramLabel = "PSI",
      description =
          "Draw latents from a normal distribution truncated at 2 and multiply them by PSI, as users"
              + " of TensorFlow Hub's BigGAN do, who call it truncation (default: not).")
  Double hub;

  @Option(
      names = "--z-scale",
      paramLabel = "S",
      description =
          "Multiply latents by S, as BigGAN's public code does, which calls it truncation, too"
              + " (default: 1).")
  Double scale;

  @Option(
      names = "--family",
      paramLabel = "NAME",
      converter = LatentFamilyConverter.class,
      completionCandidates = LatentFamilyConverter.class,
      description =
          "Distribution of the latents: ${COMPLETION-CANDIDATES} (default: the one that the network"
              + " was trained with).")
  LatentFamily family;

  @Option(
      names = "--standing",
      paramLabel = "N",
      description =
          "For networks that make images with running statistics of batch norm: take their means"
              + " over N minibatches of such latents instead; 0 for those of the training (default:"
              + " 16 with --trunc, --trunc-hub, --z-scale or --family, else 0).")
  Integer standing;

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
    int manners = (trunc == null ? 0 : 1) + (hub == null ? 0 : 1) + (scale == null ? 0 : 1);
    if (manners > 1) {
      throw CommandFailure.wrongUsage(
          "--trunc, --trunc-hub and --z-scale: three things that go by one name; give only one");
    }
    if (file != null && (manners > 0 || family != null)) {
      throw CommandFailure.wrongUsage(
          "%s: not with --latents, which are taken as they are".formatted(mannerName()));
    }
    if (standing != null && (standing < 0 || standing > MOST_PASSES)) {
      throw CommandFailure.wrongUsage(
          "--standing: must be from 0 to %d, got %d".formatted(MOST_PASSES, standing));
    }
    checkedSource(new LatentDistribution(LatentFamily.NORMAL));
  }

  private String mannerName() {
    if (trunc != null) {
      return "--trunc";
    }
    if (hub != null) {
      return "--trunc-hub";
    }
    return scale != null ? "--z-scale" : "--family";
  }

  /** How latents are drawn for a network. */
  public LatentSource source(Generator generator) {
    return checkedSource(
        family == null ? generator.distribution() : new LatentDistribution(family));
  }

  private LatentSource checkedSource(LatentDistribution distribution) {
    try {
      if (trunc != null) {
        return new LatentSource(distribution, LatentSource.Manner.RESAMPLED, trunc);
      }
      if (hub != null) {
        return new LatentSource(distribution, LatentSource.Manner.HUB, hub);
      }
      if (scale != null) {
        return new LatentSource(distribution, LatentSource.Manner.SCALED, scale);
      }
      return LatentSource.plain(distribution);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.WRONG_USAGE, mannerName() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Gives a network the statistics of batch norm that belong to these latents.
   *
   * @throws CommandFailure if it uses none and the user asks for them
   */
  public void stand(Generator generator) {
    boolean others = trunc != null || hub != null || scale != null || family != null;
    int passes = standing != null ? standing : others ? STANDING_PASSES : 0;
    if (!generator.usesStatistics()) {
      if (standing != null && standing > 0) {
        throw CommandFailure.wrongUsage(
            "--standing: this network makes images without running statistics of batch norm");
      }
      return;
    }
    generator.stand(passes, source(generator));
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
  public float[] draw(Generator generator, long seedOfThese, int count) {
    return source(generator).draw(new RandomState(seedOfThese), count, generator.latentSize());
  }
}
