package io.progan.app.command.dataset;

import io.progan.app.console.CommandFailure;
import io.progan.app.dataset.DatasetMaker;
import io.progan.app.mixin.AtLeastOneConverter;
import io.progan.app.mixin.ReplaceOption;
import io.progan.dataset.archive.MnistArchive;
import io.progan.dataset.source.ImageSource;
import io.progan.dataset.write.BuildOptions;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code progan dataset create_mnistrgb}. */
@Command(
    name = "create_mnistrgb",
    description = {
      "Make a dataset from MNIST with three random digits an image, one in each channel.",
      "The images are 32x32 RGB, without labels, in the order of their making."
    },
    footerHeading = "%nExample:%n",
    footer = "  progan dataset create_mnistrgb datasets/mnistrgb ~/downloads/mnist")
final class CreateMnistRgbCommand extends CreateCommand {

  private static final int MOST_IMAGES = 50_000_000; // whose digits are 600 MB in memory
  private static final long LARGEST_SEED = 0xffffffffL;

  @Parameters(
      index = "1",
      paramLabel = "mnist_dir",
      description = "Folder with train-images-idx3-ubyte.gz.")
  private Path mnistDir;

  @Option(
      names = {"--num_images", "--num-images"},
      paramLabel = "N",
      defaultValue = "1000000",
      converter = AtLeastOneConverter.class,
      description = "How many images (default: ${DEFAULT-VALUE}).")
  private int images;

  @Option(
      names = {"--random_seed", "--random-seed"},
      paramLabel = "N",
      defaultValue = "123",
      description = "Seed of the choice of digits, 0 to 4294967295 (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private final ReplaceOption replace = new ReplaceOption();

  CreateMnistRgbCommand(DatasetMaker maker) {
    super(maker);
  }

  @Override
  BuildOptions options() {
    if (images > MOST_IMAGES) {
      throw CommandFailure.wrongUsage(
          "--num_images: must be at most " + MOST_IMAGES + ", got " + images);
    }
    if (seed < 0 || seed > LARGEST_SEED) {
      throw CommandFailure.wrongUsage(
          "--random_seed: must be 0 to " + LARGEST_SEED + ", got " + seed);
    }
    return replace.apply(BuildOptions.standard()).withShuffle(false);
  }

  @Override
  ImageSource open() throws IOException {
    return MnistArchive.composites(mnistDir, images, seed);
  }
}
