package io.progan.app.command.metrics;

import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.app.mixin.GlobalOptions;
import io.progan.metrics.registry.MetricKind;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code progan metrics fid}. */
@Command(
    name = "fid",
    sortOptions = false,
    description = {
      "Frechet Inception distance: how far the features of generated images lie from those of"
          + " reals; smaller is better.",
      "Papers quote 10000 or 50000 images; only numbers of equal counts and networks compare."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan metrics fid latest --num-images 10000 --inception inception.onnx",
      "  progan metrics fid --fakes features-a.npy --reals features-b.npy"
    })
final class FidCommand extends NetworkCommand {

  FidCommand(Console console, StopSignal stop, GlobalOptions global) {
    super(console, stop, global);
  }

  @Override
  List<MetricKind> kinds() {
    return List.of(MetricKind.FID);
  }
}
