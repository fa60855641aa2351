package io.progan.app.command.generate;

import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.generate.Sheet;
import io.progan.app.generate.TrainedNetwork;
import io.progan.app.mixin.AtLeastOneConverter;
import io.progan.app.mixin.GlobalOptions;
import io.progan.app.mixin.NetworkOptions;
import io.progan.app.mixin.SeedList;
import io.progan.app.mixin.SeedsConverter;
import io.progan.app.output.OutFile;
import io.progan.core.image.PngWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code progan generate sheet}. */
@Command(
    name = "sheet",
    sortOptions = false,
    description = {
      "Make a truncation sheet: a row for each seed, a column for each threshold.",
      "Numbers of a latent vector beyond the threshold are drawn again."
    },
    footerHeading = "%nExample:%n",
    footer = "  progan generate sheet latest --seeds 1-8 --trunc 0.1,0.5,1,2")
final class GenerateSheetCommand implements Callable<Integer> {

  private final Console console;
  private final GlobalOptions global;

  @Mixin private final NetworkOptions network = new NetworkOptions();

  @Option(
      names = "--seeds",
      paramLabel = "LIST",
      defaultValue = "1-6",
      converter = SeedsConverter.class,
      description = "Seeds of the rows (default: ${DEFAULT-VALUE}).")
  SeedList seeds;

  @Option(
      names = "--trunc",
      paramLabel = "PSI,PSI,...",
      split = ",",
      hideParamSyntax = true,
      defaultValue = "0.1,0.25,0.5,0.75,1,1.5,2,4",
      description = "Thresholds of the columns (default: ${DEFAULT-VALUE}).")
  List<Double> thresholds;

  @Option(
      names = {"--shrink", "--image_shrink"},
      paramLabel = "N",
      defaultValue = "1",
      converter = AtLeastOneConverter.class,
      description = "Make every NxN pixels of an image one (default: ${DEFAULT-VALUE}).")
  int shrink;

  @Option(
      names = "--out",
      paramLabel = "FILE.png",
      description = "The picture (default: sheet.png in generated/ and the snapshot's name).")
  Path out;

  GenerateSheetCommand(Console console, GlobalOptions global) {
    this.console = console;
    this.global = global;
  }

  @Override
  public Integer call() throws IOException {
    Path named = out == null ? null : OutFile.named("--out", out, ".png");
    Sheet sheet = new Sheet(seeds.list(), thresholds);
    global.prepare();
    try (TrainedNetwork trained = TrainedNetwork.open(network, console)) {
      trained.checkShrink(shrink);
      Path file = named == null ? trained.folder().resolve("sheet.png") : named;
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      PngWriter.write(sheet.draw(trained, network, shrink), file);
      console.out().println(file);
    }
    return ExitCode.DONE;
  }
}
