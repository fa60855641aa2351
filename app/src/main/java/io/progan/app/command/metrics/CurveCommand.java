package io.progan.app.command.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.StopSignal;
import io.progan.app.metrics.MetricNames;
import io.progan.app.metrics.MetricsRequest;
import io.progan.app.metrics.TruncationCurve;
import io.progan.app.mixin.AtLeastOneConverter;
import io.progan.app.mixin.GlobalOptions;
import io.progan.app.mixin.WordConverter;
import io.progan.app.output.OutFile;
import io.progan.core.generate.LatentSource;
import io.progan.metrics.registry.MetricSpec;
import io.progan.metrics.registry.MetricSpec.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code progan metrics curve}. */
@Command(
    name = "curve",
    sortOptions = false,
    description = {
      "What truncating the latents does to metrics: a row for each threshold, and a picture of the"
          + " first two metrics against each other.",
      "For networks with batch norm, statistics are made anew for each threshold."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan metrics curve latest --inception inception.onnx --num-images 10000",
      "  progan metrics curve latest --metrics swd,msssim --trunc 2,1,0.5"
    })
final class CurveCommand implements Callable<Integer> {

  /** The three things that go by the name of truncation. */
  private static final class MannerConverter extends WordConverter<LatentSource.Manner> {
    MannerConverter() {
      super(
          List.of(
              LatentSource.Manner.RESAMPLED, LatentSource.Manner.HUB, LatentSource.Manner.SCALED));
    }
  }

  private final Console console;
  private final StopSignal stop;
  private final GlobalOptions global;

  @Parameters(
      index = "0",
      paramLabel = "RUN|SNAPSHOT|latest",
      description = "A snapshot, or a run for its newest one; compared with the run's dataset.")
  private String target;

  @Option(
      names = "--trunc",
      paramLabel = "PSI,PSI,...",
      split = ",",
      hideParamSyntax = true,
      defaultValue = "2,1.5,1,0.75,0.5,0.25,0.1,0.04",
      description = "Thresholds, largest first (default: ${DEFAULT-VALUE}).")
  private List<Double> thresholds;

  @Option(
      names = "--manner",
      paramLabel = "resampled|hub|scaled",
      defaultValue = "resampled",
      converter = MannerConverter.class,
      completionCandidates = MannerConverter.class,
      description =
          "Which truncation: numbers beyond the threshold drawn again, a normal distribution"
              + " truncated at 2 times it, or all numbers times it (default: ${DEFAULT-VALUE}).")
  private LatentSource.Manner manner;

  @Option(
      names = "--metrics",
      paramLabel = "NAME,NAME",
      split = ",",
      hideParamSyntax = true,
      defaultValue = "fid,is",
      description = "Metrics; the first two are drawn (default: ${DEFAULT-VALUE}).")
  private List<String> metrics;

  @Option(
      names = "--num-images",
      paramLabel = "N",
      converter = AtLeastOneConverter.class,
      description = "Images of each threshold (default: each metric's usual number).")
  private Integer numImages;

  @Option(
      names = "--standing",
      paramLabel = "N",
      defaultValue = "16",
      description =
          "Minibatches that statistics of batch norm are means over; 0 for those of the training"
              + " (default: ${DEFAULT-VALUE}).")
  private int standing;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Seed of the random numbers (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private final FeatureNetworkOptions network = new FeatureNetworkOptions();

  @Mixin private final SourceOptions source = new SourceOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder that gets truncation-curve.json and .svg (default: the snapshot's).")
  private Path out;

  @Option(names = "--json", description = "Print one JSON object (default: no).")
  private boolean json;

  CurveCommand(Console console, StopSignal stop, GlobalOptions global) {
    this.console = console;
    this.stop = stop;
    this.global = global;
  }

  @Override
  public Integer call() throws IOException {
    if (out != null) {
      OutFile.folder("--out", out);
      Files.createDirectories(out);
    }
    source.refusePictures();
    if (standing < 0) {
      throw CommandFailure.wrongUsage("--standing: must be 0 or more, got " + standing);
    }
    for (double threshold : thresholds) {
      if (!(threshold >= 0.01)) {
        throw CommandFailure.wrongUsage("--trunc: must be 0.01 or more, got " + threshold);
      }
    }
    List<MetricSpec> specs = MetricNames.specs("--metrics", metrics);
    if (specs.stream().anyMatch(spec -> spec.has(Trait.OWN_IMAGES))) {
      throw CommandFailure.wrongUsage("--metrics: modes makes its own images; leave it out");
    }
    global.prepare();
    Path snapshot = source.snapshots(target).get(0);
    new TruncationCurve(
            request(specs),
            thresholds.stream().sorted(Comparator.reverseOrder()).toList(),
            manner,
            standing)
        .run(
            snapshot,
            source.reals(console, stop),
            out == null ? snapshot.toAbsolutePath().getParent() : out,
            console,
            json,
            stop::requested);
    return ExitCode.DONE;
  }

  private MetricsRequest request(List<MetricSpec> specs) {
    OptionalInt images = numImages == null ? OptionalInt.empty() : OptionalInt.of(numImages);
    boolean networked = specs.stream().anyMatch(MetricSpec::needsNetwork);
    try {
      return new MetricsRequest(
          specs,
          Map.of(),
          images,
          OptionalInt.empty(),
          seed,
          networked ? network.file() : Optional.empty(),
          Optional.empty());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongUsage(e.getMessage());
    }
  }
}
