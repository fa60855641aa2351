package io.progan.app.command.exchange;

import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.exchange.OnnxExport;
import io.progan.app.generate.TrainedNetwork;
import io.progan.app.mixin.GeneratorChoice;
import io.progan.app.mixin.GlobalOptions;
import io.progan.app.mixin.JsonOption;
import io.progan.app.output.OutFile;
import io.progan.core.generate.GeneratorOptions;
import io.progan.presets.config.Dtype;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code progan export onnx}. */
@Command(
    name = "onnx",
    sortOptions = false,
    description = {
      "Write a generator as an ONNX model: latents (and labels) to images, any number at a time.",
      "ONNX Runtime then makes a few images, which must be the generator's to 1e-4."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan export onnx latest --out generator.onnx",
      "  progan export onnx 7 --out early.onnx --lod 2 --network G"
    })
final class ExportOnnxCommand implements Callable<Integer> {

  private final Console console;
  private final GlobalOptions global;

  @Mixin private final GeneratorChoice choice = new Choice();

  @Option(
      names = "--out",
      paramLabel = "FILE.onnx",
      required = true,
      description = "The model to write.")
  Path out;

  @Option(names = "--force", description = "Replace a file that is there (default: no).")
  boolean force;

  @Option(
      names = "--no-check",
      description = "Write the model without running it (default: it is run).")
  boolean unchecked;

  @Mixin private final JsonOption json = new JsonOption();

  /** Of the generator in float32, which is what a model computes in. */
  private static final class Choice extends GeneratorChoice {
    @Override
    public GeneratorOptions generator() {
      return super.generator().withDtype(Dtype.FLOAT32);
    }
  }

  ExportOnnxCommand(Console console, GlobalOptions global) {
    this.console = console;
    this.global = global;
  }

  @Override
  public Integer call() throws IOException {
    Path file = OutFile.named("--out", out, ".onnx");
    OutFile.check(file, force);
    global.prepare();
    try (TrainedNetwork trained = TrainedNetwork.open(choice, console)) {
      OnnxExport export = new OnnxExport(trained.generator(), trained.snapshot(), choice.weights());
      OnnxExport.Answer answer = export.write(file, !unchecked);
      console.say(json.asked() ? answer.json() : answer.text());
    }
    return ExitCode.DONE;
  }
}
