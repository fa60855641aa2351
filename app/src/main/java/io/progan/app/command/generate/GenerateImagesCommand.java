package io.progan.app.command.generate;

import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.app.generate.PictureOrder;
import io.progan.app.generate.Selection;
import io.progan.app.generate.TrainedNetwork;
import io.progan.app.mixin.AtLeastOneConverter;
import io.progan.app.mixin.GlobalOptions;
import io.progan.core.image.ImageGrid;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code progan generate images}. */
@Command(
    name = "images",
    sortOptions = false,
    description = "Make images, one file each.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan generate images latest --count 1000",
      "  progan generate images 7 --seeds 1,5,10-20 --trunc 0.7 --out favourites"
    })
final class GenerateImagesCommand extends PicturesCommand {

  private static final int DEFAULT_COUNT = 10;

  @Option(
      order = FIRST,
      names = {"--count", "--num_pngs"},
      paramLabel = "N",
      converter = AtLeastOneConverter.class,
      description = "Number of images (default: " + DEFAULT_COUNT + ").")
  Integer count;

  GenerateImagesCommand(Console console, StopSignal stop, GlobalOptions global) {
    super(console, stop, global);
  }

  @Override
  boolean counted() {
    return count != null;
  }

  @Override
  PictureOrder order(TrainedNetwork trained) throws IOException {
    int wanted = count == null ? DEFAULT_COUNT : count;
    return new PictureOrder(Selection.of(trained, latents, network, wanted), new ImageGrid(1, 1));
  }
}
