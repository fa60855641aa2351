package io.progan.app.command.metrics;

import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.app.metrics.MetricSettings;
import io.progan.app.mixin.AtLeastOneConverter;
import io.progan.app.mixin.GlobalOptions;
import io.progan.metrics.registry.MetricKind;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code progan metrics pr}. */
@Command(
    name = "pr",
    sortOptions = false,
    description =
        "Precision and recall of features: the share of generated images that look like reals, and"
            + " the share of reals that the generator can make; larger is better.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan metrics pr latest --inception inception.onnx",
      "  progan metrics pr --fakes features-a.npy --reals features-b.npy"
    })
final class PrCommand extends NetworkCommand {

  @Option(
      names = "--neighbors",
      paramLabel = "K",
      defaultValue = "3",
      converter = AtLeastOneConverter.class,
      description =
          "An image is covered within the distance of another one to its Kth nearest neighbour"
              + " (default: ${DEFAULT-VALUE}).")
  private Integer neighbors;

  PrCommand(Console console, StopSignal stop, GlobalOptions global) {
    super(console, stop, global);
  }

  @Override
  List<MetricKind> kinds() {
    return List.of(MetricKind.PR);
  }

  @Override
  MetricSettings settings() {
    return MetricSettings.defaults().withNeighbors(neighbors);
  }
}
