package io.progan.app.command.generate;

import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.StopSignal;
import io.progan.app.generate.Gallery;
import io.progan.app.generate.Selection;
import io.progan.app.generate.TrainedNetwork;
import io.progan.app.generate.Written;
import io.progan.app.mixin.AtLeastOneConverter;
import io.progan.app.mixin.GlobalOptions;
import io.progan.app.mixin.LatentOptions;
import io.progan.app.mixin.NetworkOptions;
import io.progan.app.mixin.PictureOptions;
import io.progan.core.image.ImageGrid;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
final class GenerateImagesCommand implements Callable<Integer> {

  private static final int DEFAULT_COUNT = 10;

  private final Console console;
  private final StopSignal stop;
  private final GlobalOptions global;

  @Mixin private final NetworkOptions network = new NetworkOptions();

  @Option(
      names = {"--count", "--num_pngs"},
      paramLabel = "N",
      converter = AtLeastOneConverter.class,
      description = "Number of images (default: " + DEFAULT_COUNT + ").")
  Integer count;

  @Mixin private final LatentOptions latents = new LatentOptions();

  @Mixin private final PictureOptions pictures = new PictureOptions();

  GenerateImagesCommand(Console console, StopSignal stop, GlobalOptions global) {
    this.console = console;
    this.stop = stop;
    this.global = global;
  }

  @Override
  public Integer call() throws IOException {
    latents.check(count != null);
    try (TrainedNetwork trained = TrainedNetwork.open(network, global.backend(), console)) {
      Gallery gallery = new Gallery(trained, pictures, console, stop);
      int wanted = count == null ? DEFAULT_COUNT : count;
      Selection selection = Selection.of(trained.generator(), latents, network, wanted);
      Written written = gallery.make(selection, new ImageGrid(1, 1));
      console.out().println(pictures.json() ? written.json() : written.text());
    }
    return ExitCode.DONE;
  }
}
