package io.progan.app.command.exchange;

import io.progan.app.console.Console;
import io.progan.app.mixin.GlobalOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code progan export}. */
@Command(
    name = "export",
    description = "Write trained networks for other programmes.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan export onnx latest --out generator.onnx",
      "  progan export weights latest --out weights.safetensors"
    })
public final class ExportCommand {

  private ExportCommand() {}

  /** The group with its commands. */
  public static CommandLine group(Console console, GlobalOptions global) {
    return new CommandLine(new ExportCommand())
        .addSubcommand(new ExportOnnxCommand(console, global))
        .addSubcommand(new ExportWeightsCommand(console));
  }
}
