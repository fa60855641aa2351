package io.progan.app.command.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.StopSignal;
import io.progan.app.metrics.Neighbors;
import io.progan.app.metrics.RunReals;
import io.progan.app.mixin.AtLeastOneConverter;
import io.progan.app.mixin.GlobalOptions;
import io.progan.app.output.OutFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code progan metrics neighbors}. */
@Command(
    name = "neighbors",
    sortOptions = false,
    description = {
      "The reals nearest to generated images, as a picture (in each row a generated image and its"
          + " neighbours) and as distances: has the network learnt images by heart?",
      "By pixels (root mean square difference, 0 to 255), and by features if a feature network is"
          + " named."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan metrics neighbors latest",
      "  progan metrics neighbors --fakes generated --reals datasets/mine --out .",
    })
final class NeighborsCommand implements Callable<Integer> {

  private final Console console;
  private final StopSignal stop;
  private final GlobalOptions global;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN|SNAPSHOT|latest",
      description = "A snapshot, or a run for its newest one; compared with the run's dataset.")
  private String target;

  @Option(
      names = "--fakes",
      paramLabel = "PATH",
      description = "Images instead: a dataset, a folder or archive of pictures, or a NumPy file.")
  private Path fakes;

  @Option(
      names = "--reals",
      paramLabel = "PATH",
      description = "With --fakes: the reals that are searched, likewise.")
  private Path reals;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "16",
      converter = AtLeastOneConverter.class,
      description = "Generated images that are looked at (default: ${DEFAULT-VALUE}).")
  private Integer count;

  @Option(
      names = "--neighbors",
      paramLabel = "K",
      defaultValue = "5",
      converter = AtLeastOneConverter.class,
      description = "Nearest reals that are shown for each (default: ${DEFAULT-VALUE}).")
  private Integer neighbors;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Seed of the latents, NumPy's (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private final FeatureNetworkOptions network = new FeatureNetworkOptions();

  @Mixin private final SourceOptions source = new SourceOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder that gets the pictures (default: the snapshot's; . for --fakes).")
  private Path out;

  @Option(names = "--json", description = "Print the distances as one JSON object (default: no).")
  private boolean json;

  NeighborsCommand(Console console, StopSignal stop, GlobalOptions global) {
    this.console = console;
    this.stop = stop;
    this.global = global;
  }

  @Override
  public Integer call() throws IOException {
    if ((target == null) == (fakes == null) || (fakes == null) != (reals == null)) {
      throw CommandFailure.wrongUsage(
          "name either a run or a snapshot, or images with both --fakes and --reals");
    }
    if (out != null) {
      OutFile.folder("--out", out);
    }
    if (seed < 0 || seed > 0xffffffffL) {
      throw CommandFailure.wrongUsage("--seed: must be 0 to 4294967295, got " + seed);
    }
    global.prepare();
    Neighbors search = new Neighbors(count, neighbors, network.file(), json);
    if (fakes != null) {
      source.refuseRun();
      search.ofImages(
          source.sets(console, stop), fakes, reals, out == null ? Path.of("") : out, console);
    } else {
      source.refusePictures();
      Path snapshot = source.snapshots(target).get(0);
      RunReals runReals = source.reals(console, stop);
      search.ofSnapshot(snapshot, seed, runReals, Optional.ofNullable(out), console);
    }
    return ExitCode.DONE;
  }
}
