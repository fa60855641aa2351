package io.progan.app.command.metrics;

import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.app.mixin.GlobalOptions;
import io.progan.metrics.registry.MetricKind;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code progan metrics msssim}. */
@Command(
    name = "msssim",
    sortOptions = false,
    description = {
      "Mean multi-scale structural similarity of pairs of images of one set, 0 to 1; the lower, the"
          + " more varied they are. Compare with the value of the reals.",
      "Needs images whose height and width are divisible by 16."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  progan metrics msssim latest", "  progan metrics msssim --fakes generated"})
final class MsSsimCommand extends MetricCommand {

  MsSsimCommand(Console console, StopSignal stop, GlobalOptions global) {
    super(console, stop, global);
  }

  @Override
  List<MetricKind> kinds() {
    return List.of(MetricKind.MSSSIM);
  }
}
