package io.progan.app.command.metrics;

import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.app.dataset.DatasetMaker;
import io.progan.app.metrics.MetricInterval;
import io.progan.app.metrics.MetricsRequest;
import io.progan.app.metrics.RunReals;
import io.progan.app.metrics.TrainingMetrics;
import io.progan.app.mixin.AtLeastOneConverter;
import io.progan.app.run.RunExtension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of a training that measures its snapshots. */
public final class TrainingMetricsOptions {

  /** The names of all these options. */
  public static final Set<String> NAMES =
      Set.of(
          "--metrics",
          "--metrics-images",
          "--inception",
          "--inception-input",
          "--inception-features",
          "--inception-classes",
          "--class-bias",
          "--classifier");

  private static final long SEED = 1000;

  @Option(
      names = "--metrics",
      paramLabel = "NAME@N",
      split = ",",
      description =
          "Measure every Nth snapshot when it is saved, as 'progan metrics NAME' does; several with"
              + " commas or by repeating, such as swd@10,msssim@5 (default: none).")
  private List<String> metrics = new ArrayList<>();

  @Option(
      names = "--metrics-images",
      paramLabel = "N",
      converter = AtLeastOneConverter.class,
      description = "Images that --metrics takes (default: each metric's usual number).")
  private Integer images;

  @Mixin private final FeatureNetworkOptions network = new FeatureNetworkOptions();

  @Mixin private final ClassifierOption classifier = new ClassifierOption();

  /**
   * What measures a run.
   *
   * @throws io.progan.app.console.CommandFailure if an option is wrong
   * @throws IOException if the feature network or the classifier cannot be used
   */
  public RunExtension extension(Console console, StopSignal stop) throws IOException {
    if (metrics.isEmpty()) {
      return RunExtension.NONE;
    }
    List<MetricInterval> intervals = metrics.stream().map(MetricInterval::parse).toList();
    MetricsRequest request =
        new MetricsRequest(
            intervals.stream().map(MetricInterval::spec).distinct().toList(),
            Map.of(),
            images == null ? OptionalInt.empty() : OptionalInt.of(images),
            OptionalInt.empty(),
            SEED,
            network.file(),
            classifier.weights());
    RunReals reals =
        new RunReals(Optional.empty(), Optional.empty(), new DatasetMaker(console, stop));
    return new TrainingMetrics(intervals, request, reals, console, stop);
  }
}
