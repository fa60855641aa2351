package io.progan.app.command.metrics;

import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.app.metrics.MetricSettings;
import io.progan.app.mixin.AtLeastOneConverter;
import io.progan.app.mixin.GlobalOptions;
import io.progan.metrics.kid.KidOptions;
import io.progan.metrics.registry.MetricKind;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code progan metrics kid}. */
@Command(
    name = "kid",
    sortOptions = false,
    description = {
      "Kernel Inception distance, times 1000: the discrepancy of the features of generated images"
          + " and reals, unbiased for any number of images; smaller is better, about 0 for equal"
          + " distributions. With its deviation over random subsets."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan metrics kid latest --inception inception.onnx",
      "  progan metrics kid --fakes features-a.npy --reals features-b.npy"
    })
final class KidCommand extends NetworkCommand {

  @Option(
      names = "--subsets",
      paramLabel = "N",
      defaultValue = "100",
      converter = AtLeastOneConverter.class,
      description = "Random subsets (default: ${DEFAULT-VALUE}).")
  private Integer subsets;

  @Option(
      names = "--subset-size",
      paramLabel = "N",
      defaultValue = "1000",
      converter = AtLeastOneConverter.class,
      description = "Images of each subset, at most all (default: ${DEFAULT-VALUE}).")
  private Integer subsetSize;

  KidCommand(Console console, StopSignal stop, GlobalOptions global) {
    super(console, stop, global);
  }

  @Override
  List<MetricKind> kinds() {
    return List.of(MetricKind.KID);
  }

  @Override
  MetricSettings settings() {
    return MetricSettings.defaults().withKid(new KidOptions(subsets, subsetSize));
  }
}
