package io.progan.app.command.generate;

import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.app.generate.Grids;
import io.progan.app.generate.PictureOrder;
import io.progan.app.generate.Selection;
import io.progan.app.generate.TrainedNetwork;
import io.progan.app.mixin.AtLeastOneConverter;
import io.progan.app.mixin.GlobalOptions;
import io.progan.app.mixin.GridSizeConverter;
import io.progan.core.image.ImageGrid;
import java.io.IOException;
import picocli.CommandLine.Command;
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
final class GenerateGridCommand extends PicturesCommand {

  @Option(
      order = FIRST,
      names = {"--grid-size", "--grid_size"},
      paramLabel = "WxH",
      converter = GridSizeConverter.class,
      description =
          "Columns and rows (default: a row for each latent with --class all; as square as can be"
              + " for --seeds and --latents; else what fits 1920x1080 pixels).")
  ImageGrid grid;

  @Option(
      order = FIRST,
      names = {"--count", "--num_pngs"},
      paramLabel = "N",
      converter = AtLeastOneConverter.class,
      description = "Number of grids (default: 1, or as many as --seeds or --latents fill).")
  Integer count;

  GenerateGridCommand(Console console, StopSignal stop, GlobalOptions global) {
    super(console, stop, global);
  }

  @Override
  boolean counted() {
    return count != null;
  }

  @Override
  PictureOrder order(TrainedNetwork trained) throws IOException {
    Grids grids = new Grids(trained, network, latents, pictures.shrink());
    Selection selection = grids.selection(grid, count == null ? 1 : count);
    return new PictureOrder(selection, grids.size(grid, selection));
  }
}
