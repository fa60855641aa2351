package io.progan.app.command.dataset;

import io.progan.app.dataset.DatasetMaker;
import io.progan.app.mixin.AtLeastOneConverter;
import io.progan.app.mixin.PowerOfTwoConverter;
import io.progan.app.mixin.ReplaceOption;
import io.progan.dataset.archive.LsunArchive;
import io.progan.dataset.resample.Arithmetic;
import io.progan.dataset.source.ImageSource;
import io.progan.dataset.write.BuildOptions;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code progan dataset create_lsun}. */
@Command(
    name = "create_lsun",
    description = {
      "Make a dataset from one category of LSUN, in RGB without labels.",
      "The pictures come in the order of their keys, each the square in its middle, resized with"
          + " LANCZOS. Values that are no pictures are named and left out."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  progan dataset create_lsun datasets/lsun-car-100k ~/downloads/lsun/car_lmdb \\",
      "      --resolution 256 --max_images 100000"
    })
final class CreateLsunCommand extends CreateCommand {

  @Parameters(
      index = "1",
      paramLabel = "lmdb_dir",
      description = "Folder of the LMDB database, with data.mdb in it.")
  private Path lmdbDir;

  @Option(
      names = "--resolution",
      paramLabel = "PIXELS",
      defaultValue = "256",
      converter = PowerOfTwoConverter.class,
      description = "Height and width, a power of two (default: ${DEFAULT-VALUE}).")
  private int resolution;

  @Option(
      names = {"--max_images", "--max-images"},
      paramLabel = "N",
      converter = AtLeastOneConverter.class,
      description = "End after so many images (default: all).")
  private Integer maxImages;

  @Option(
      names = "--pillow",
      paramLabel = "new|3.1.1",
      defaultValue = "new",
      converter = PillowConverter.class,
      completionCandidates = PillowConverter.class,
      description = {
        "Resize to the bit as Pillow 3.3 and newer does, or as 3.1.1, which the original"
            + " recommends (default: ${DEFAULT-VALUE})."
      })
  private Arithmetic arithmetic;

  @Mixin private final ReplaceOption replace = new ReplaceOption();

  CreateLsunCommand(DatasetMaker maker) {
    super(maker);
  }

  @Override
  BuildOptions options() {
    BuildOptions options = BuildOptions.standard().withShuffle(false).withSkipBad(true);
    return replace.apply(maxImages == null ? options : options.withMostImages(maxImages));
  }

  @Override
  ImageSource open() throws IOException {
    return LsunArchive.open(lmdbDir, resolution, arithmetic);
  }
}
