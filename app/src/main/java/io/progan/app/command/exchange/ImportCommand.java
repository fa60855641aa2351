package io.progan.app.command.exchange;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.exchange.ImportAnswer;
import io.progan.app.exchange.Importer;
import io.progan.app.mixin.GlobalOptions;
import io.progan.app.mixin.JsonOption;
import io.progan.app.output.OutFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code progan import}. */
@Command(
    name = "import",
    sortOptions = false,
    description = {
      "Make a snapshot from a network pickle of the original release, or of the Theano implementation"
          + " before it; or from weights with the original's variable names (.npz, .safetensors): G,"
          + " D and Gs; or from BigGAN-PyTorch's G.pth, G_ema.pth and D.pth, or a released BigGAN-deep"
          + " generator in its PyTorch form.",
      "Nothing in a pickle is run; one that names anything but networks is refused. Images can be"
          + " made from the snapshot, and 'progan train --resume' goes on from it in a new run."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan import celebahq-1024x1024.pkl --out celebahq.npz --kimg 12000",
      "  progan generate grid celebahq.npz",
      "  progan import weights.safetensors --out network.npz",
      "  progan import BigGAN_I128_hdf5_seed0/ --copy best0 --out biggan.npz",
      "  progan import pytorch_model.bin --trunc 0.4 --out deep.npz"
    })
public final class ImportCommand implements Callable<Integer> {

  /** More than any training shows. */
  private static final double MOST_KIMG = 1e9;

  private final Console console;
  private final GlobalOptions global;

  @Parameters(
      index = "0",
      paramLabel = "FILE|FOLDER",
      description = "The networks; a folder of BigGAN-PyTorch's.")
  Path file;

  @Option(
      names = "--out",
      paramLabel = "FILE.npz",
      required = true,
      description = "The snapshot to write.")
  Path out;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "How a training that goes on from the snapshot is set up, but for its networks"
              + " (default: v2-1gpu, and biggan-128 for networks of BigGAN's).")
  String preset;

  @Option(
      names = "--kimg",
      paramLabel = "KIMG",
      description =
          "Thousands of images that the networks have seen (default: what the file says, or else what"
              + " the preset needs to get to their level of detail).")
  Double kimg;

  @Mixin private final TorchChoice torch = new TorchChoice();

  @Option(names = "--force", description = "Replace a file that is there (default: no).")
  boolean force;

  @Mixin private final JsonOption json = new JsonOption();

  /** A command that writes to a console. */
  public ImportCommand(Console console, GlobalOptions global) {
    this.console = console;
    this.global = global;
  }

  @Override
  public Integer call() throws IOException {
    if (kimg != null && !(kimg >= 0 && kimg <= MOST_KIMG)) {
      throw CommandFailure.wrongUsage("--kimg: must be 0 or more, got " + kimg);
    }
    Path snapshot = OutFile.named("--out", out, ".npz");
    OutFile.check(snapshot, force);
    OptionalDouble seen = kimg == null ? OptionalDouble.empty() : OptionalDouble.of(kimg);
    global.prepare();
    Importer importer = new Importer(Optional.ofNullable(preset), seen, torch.options(), console);
    ImportAnswer answer = importer.run(file, snapshot);
    console.say(json.asked() ? answer.json() : answer.text());
    return ExitCode.DONE;
  }
}
