package io.progan.app.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.core.generate.Together;
import io.progan.metrics.classifier.ClassifierWeights;
import io.progan.metrics.feature.FeatureNetworkFile;
import io.progan.metrics.registry.MetricSpec;
import io.progan.metrics.registry.MetricSpec.Trait;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What is to be computed.
 *
 * @param specs the metrics
 * @param options their constants, by the names of options; what is missing has its usual value
 * @param numImages how many images of each set; empty for each metric's usual number
 * @param minibatch images at a time; empty for as many as the original programme takes
 * @param seed of latents, patch positions, directions and mirroring
 * @param network the file of the feature network; empty if none was named
 * @param classifier of greyscale pictures; empty if none was named
 */
public record MetricsRequest(
    List<MetricSpec> specs,
    Map<String, Integer> options,
    OptionalInt numImages,
    OptionalInt minibatch,
    long seed,
    Optional<FeatureNetworkFile> network,
    Optional<ClassifierWeights> classifier) {

  private static final long LARGEST_SEED = (1L << 32) - 4;
  private static final int MOST_IMAGES = 256;

  /** Checks the values; {@link IllegalArgumentException} names a wrong one. */
  public MetricsRequest {
    specs = List.copyOf(specs);
    options = Map.copyOf(options);
    for (MetricSpec spec : specs) {
      spec.factory().with(options);
    }
    if (seed < 0 || seed > LARGEST_SEED) {
      throw new IllegalArgumentException("--seed: must be 0 to " + LARGEST_SEED + ", got " + seed);
    }
  }

  /** Whether a metric needs a feature network. */
  boolean needsNetwork() {
    return specs.stream().anyMatch(MetricSpec::needsNetwork);
  }

  /**
   * Checks that there are a feature network and a classifier if a metric needs one.
   *
   * @throws CommandFailure in one line
   */
  void requireNetworks() {
    Optional<MetricSpec> needs = specs.stream().filter(MetricSpec::needsNetwork).findFirst();
    if (needs.isPresent() && network.isEmpty()) {
      throw CommandFailure.wrongUsage(
          needs.get().title()
              + " needs a feature network and none was named; give its file with --inception FILE"
              + " or PROGAN_INCEPTION (docs/metrics.md says where to get it)");
    }
    requireClassifier();
  }

  /**
   * Checks that there is a classifier if a metric needs one.
   *
   * @throws CommandFailure in one line
   */
  void requireClassifier() {
    for (MetricSpec spec : specs) {
      if (spec.has(Trait.NEEDS_CLASSIFIER) && classifier.isEmpty()) {
        throw CommandFailure.wrongUsage(
            spec.title()
                + " needs a classifier and none was named; give its file with --classifier FILE"
                + " ('progan classifier train' makes one)");
      }
    }
  }

  /**
   * Opens the feature network for a moment if a metric needs one, to find out early whether it can
   * be used.
   *
   * @throws CommandFailure in one line, if none was named
   * @throws IOException if it cannot be used
   */
  public void tryNetwork() throws IOException {
    requireNetworks();
    if (needsNetwork()) {
      network.orElseThrow().open().close();
    }
  }

  /** The same of other metrics. */
  MetricsRequest of(List<MetricSpec> others) {
    return new MetricsRequest(others, options, numImages, minibatch, seed, network, classifier);
  }

  /** The same in parts, each of metrics that share their generated images. */
  public List<MetricsRequest> parts() {
    return specs.stream()
        .collect(Collectors.partitioningBy(spec -> spec.has(Trait.OWN_IMAGES)))
        .values()
        .stream()
        .filter(part -> !part.isEmpty())
        .map(this::of)
        .toList();
  }

  /** How many images a metric looks at if there are enough. */
  int images(MetricSpec spec) {
    return numImages.orElse(spec.needs().usualImages());
  }

  /**
   * Images at a time.
   *
   * @param height of the images
   */
  int minibatch(int height) {
    int usual = ownImages() ? MOST_IMAGES : Math.max(4, Math.min(MOST_IMAGES, 8192 / height));
    return minibatch.orElse(usual);
  }

  /**
   * What a network with batch norm normalises together: as the original's measures do, the
   * minibatch of those that make images for themselves, else 16.
   *
   * @param height of the images
   */
  Together together(int height) {
    return ownImages() ? Together.of(minibatch(height)) : Together.STANDARD;
  }

  /** The seed of the latents. */
  long latentSeed() {
    return ownImages() ? seed : seed + 1;
  }

  private boolean ownImages() {
    return specs.stream().allMatch(spec -> spec.has(Trait.OWN_IMAGES));
  }

  /** The seed of the mirroring of reals. */
  long mirrorSeed() {
    return seed + 2;
  }
}
