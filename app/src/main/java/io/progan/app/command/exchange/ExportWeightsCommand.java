package io.progan.app.command.exchange;

import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.exchange.WeightExport;
import io.progan.app.generate.NewestSnapshot;
import io.progan.app.mixin.JsonOption;
import io.progan.app.mixin.NetworkChoice;
import io.progan.app.output.OutFile;
import io.progan.core.exchange.WeightFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code progan export weights}. */
@Command(
    name = "weights",
    sortOptions = false,
    description = {
      "Write the weights of G, D and Gs with the original's variable names and layouts.",
      "The options of the networks come with them, so that 'progan import' makes a snapshot of them"
          + " again, number for number."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan export weights latest --out weights.safetensors",
      "  progan export weights results/007-pgan-faces --out weights.npz"
    })
final class ExportWeightsCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private final NetworkChoice choice = new NetworkChoice();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The file to write; its name ends with .npz (or none) or .safetensors.")
  Path out;

  @Option(names = "--force", description = "Replace a file that is there (default: no).")
  boolean force;

  @Mixin private final JsonOption json = new JsonOption();

  ExportWeightsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Path file = OutFile.named("--out", out, WeightFormat.endings());
    OutFile.check(file, force);
    WeightFormat format = WeightFormat.of(file);
    WeightExport export =
        NewestSnapshot.of(choice, console)
            .read(snapshot -> new WeightExport(snapshot, file, format.export(snapshot, file)));
    console.say(json.asked() ? export.json() : export.text());
    return ExitCode.DONE;
  }
}
