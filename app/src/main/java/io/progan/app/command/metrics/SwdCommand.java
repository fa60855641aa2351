package io.progan.app.command.metrics;

import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.app.metrics.MetricSettings;
import io.progan.app.mixin.AtLeastOneConverter;
import io.progan.app.mixin.GlobalOptions;
import io.progan.metrics.registry.MetricKind;
import io.progan.metrics.swd.SwdOptions;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code progan metrics swd}. */
@Command(
    name = "swd",
    sortOptions = false,
    description = {
      "Sliced Wasserstein distance between patches of generated and real images, times 1000, at"
          + " each level of the Laplacian pyramid; smaller is better.",
      "Needs square images of 16 pixels or more."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan metrics swd latest",
      "  progan metrics swd --fakes generated --reals datasets/mine --num-images 1000 --json"
    })
final class SwdCommand extends MetricCommand {

  @Option(
      names = "--patches",
      paramLabel = "N",
      defaultValue = "128",
      converter = AtLeastOneConverter.class,
      description = "Patches of each image and level (default: ${DEFAULT-VALUE}).")
  private Integer patches;

  @Option(
      names = "--patch-size",
      paramLabel = "N",
      defaultValue = "7",
      converter = AtLeastOneConverter.class,
      description = "Height and width of a patch, odd (default: ${DEFAULT-VALUE}).")
  private Integer patchSize;

  @Option(
      names = "--directions",
      paramLabel = "N",
      defaultValue = "128",
      converter = AtLeastOneConverter.class,
      description = "Random directions that are drawn at a time (default: ${DEFAULT-VALUE}).")
  private Integer directions;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "4",
      converter = AtLeastOneConverter.class,
      description = "How often directions are drawn (default: ${DEFAULT-VALUE}).")
  private Integer repeats;

  SwdCommand(Console console, StopSignal stop, GlobalOptions global) {
    super(console, stop, global);
  }

  @Override
  List<MetricKind> kinds() {
    return List.of(MetricKind.SWD);
  }

  @Override
  MetricSettings settings() {
    int least = SwdOptions.defaults().minimumResolution();
    return MetricSettings.defaults()
        .withSwd(new SwdOptions(patchSize, patches, repeats, directions, least));
  }
}
