package io.progan.app.command.metrics;

import io.progan.app.metrics.MetricNames;
import io.progan.app.metrics.MetricsRequest;
import io.progan.app.mixin.AtLeastOneConverter;
import io.progan.app.sweep.SweepMetrics;
import io.progan.metrics.classifier.ClassifierWeights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of a study, which measures the final networks of its runs. */
public final class SweepMetricsOptions {

  private static final String NAME = "--metrics";
  private static final long SEED = 1000;

  @Option(
      names = NAME,
      paramLabel = "NAME",
      split = ",",
      description =
          "The columns of the table: metrics of the final networks, as 'progan metrics NAME' gives"
              + " them; several with commas (default: swd,msssim, or what the study had).")
  private List<String> metrics = new ArrayList<>();

  @Option(
      names = "--metrics-images",
      paramLabel = "N",
      converter = AtLeastOneConverter.class,
      description =
          "Images that --metrics takes (default: each metric's usual number, or what the study"
              + " had).")
  private Integer images;

  @Mixin private final FeatureNetworkOptions network = new FeatureNetworkOptions();

  @Mixin private final ClassifierOption classifier = new ClassifierOption();

  /**
   * What is measured.
   *
   * @throws io.progan.app.console.CommandFailure if there is no metric of a name, or the classifier
   *     cannot be used
   */
  public SweepMetrics metrics() throws IOException {
    Optional<ClassifierWeights> classes = classifier.weights();
    List<String> arguments = new ArrayList<>(network.arguments());
    arguments.addAll(classifier.arguments());
    return new SweepMetrics(
        MetricNames.specs(NAME, metrics),
        images == null ? OptionalInt.empty() : OptionalInt.of(images),
        arguments,
        (specs, count) ->
            new MetricsRequest(
                specs, Map.of(), count, OptionalInt.empty(), SEED, network.file(), classes));
  }
}
