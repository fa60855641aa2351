package io.progan.app.command.generate;

import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.StopSignal;
import io.progan.app.generate.Gallery;
import io.progan.app.generate.Grids;
import io.progan.app.generate.Selection;
import io.progan.app.generate.TrainedNetwork;
import io.progan.app.generate.Written;
import io.progan.app.mixin.AtLeastOneConverter;
import io.progan.app.mixin.GlobalOptions;
import io.progan.app.mixin.GridSizeConverter;
import io.progan.app.mixin.LatentOptions;
import io.progan.app.mixin.NetworkOptions;
import io.progan.app.mixin.PictureOptions;
import io.progan.core.image.ImageGrid;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code progan generate grid}. */
@Command(
    name = "grid",
    sortOptions = false,
    description = "Make pictures of many images each, side by side.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan generate grid latest",
      "  progan generate grid latest --grid-size 15x8 --count 10 --shrink 4",
      "  progan generate grid latest --class all --seeds 1-6"
    })
final class GenerateGridCommand implements Callable<Integer> {

  private final Console console;
  private final StopSignal stop;
  private final GlobalOptions global;

  @Mixin private final NetworkOptions network = new NetworkOptions();

  @Option(
      names = {"--grid-size", "--grid_size"},
      paramLabel = "WxH",
      converter = GridSizeConverter.class,
      description =
          "Columns and rows (default: a row for each latent with --class all; as square as can be"
              + " for --seeds and --latents; else what fits 1920x1080 pixels).")
  ImageGrid grid;

  @Option(
      names = {"--count", "--num_pngs"},
      paramLabel = "N",
      converter = AtLeastOneConverter.class,
      description = "Number of grids (default: 1, or as many as --seeds or --latents fill).")
  Integer count;

  @Mixin private final LatentOptions latents = new LatentOptions();

  @Mixin private final PictureOptions pictures = new PictureOptions();

  GenerateGridCommand(Console console, StopSignal stop, GlobalOptions global) {
    this.console = console;
    this.stop = stop;
    this.global = global;
  }

  @Override
  public Integer call() throws IOException {
    latents.check(count != null);
    try (TrainedNetwork trained = TrainedNetwork.open(network, global.backend(), console)) {
      Gallery gallery = new Gallery(trained, pictures, console, stop);
      Grids grids = new Grids(trained.generator(), network, latents, pictures.shrink());
      Selection selection = grids.selection(grid, count == null ? 1 : count);
      Written written = gallery.make(selection, grids.size(grid, selection));
      console.out().println(pictures.json() ? written.json() : written.text());
    }
    return ExitCode.DONE;
  }
}
