package io.progan.app.command.metrics;

import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.app.mixin.GlobalOptions;
import io.progan.metrics.registry.MetricKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code progan metrics all}. */
@Command(
    name = "all",
    sortOptions = false,
    description = {
      "All metrics in one table; each image is made and goes through the feature network once.",
      "Without a feature network: SWD and MS-SSIM."
    },
    footerHeading = "%nExample:%n",
    footer = "  progan metrics all latest --num-images 10000 --inception inception.onnx")
final class AllCommand extends NetworkCommand {

  AllCommand(Console console, StopSignal stop, GlobalOptions global) {
    super(console, stop, global);
  }

  @Override
  List<MetricKind> kinds() {
    if (network().isPresent()) {
      return List.of(MetricKind.values());
    }
    String left =
        Arrays.stream(MetricKind.values())
            .filter(MetricKind::needsFeatures)
            .map(MetricKind::id)
            .collect(Collectors.joining(", "));
    console().note(left + ": left out, since they need a feature network (--inception FILE)");
    return Arrays.stream(MetricKind.values()).filter(kind -> !kind.needsFeatures()).toList();
  }
}
