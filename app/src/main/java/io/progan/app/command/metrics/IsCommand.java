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

/** {@code progan metrics is}. */
@Command(
    name = "is",
    sortOptions = false,
    description =
        "Inception score: how clearly the images of one set show one class each, and how many"
            + " classes there are; larger is better. With its deviation over the splits.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan metrics is latest --inception inception.onnx",
      "  progan metrics is --fakes probabilities.npy"
    })
final class IsCommand extends NetworkCommand {

  @Option(
      names = "--splits",
      paramLabel = "N",
      defaultValue = "10",
      converter = AtLeastOneConverter.class,
      description = "Parts that the images are cut into (default: ${DEFAULT-VALUE}).")
  private Integer splits;

  IsCommand(Console console, StopSignal stop, GlobalOptions global) {
    super(console, stop, global);
  }

  @Override
  List<MetricKind> kinds() {
    return List.of(MetricKind.IS);
  }

  @Override
  MetricSettings settings() {
    return MetricSettings.defaults().withSplits(splits);
  }
}
