package io.progan.app.command.dataset;

import io.progan.app.dataset.DatasetMaker;
import io.progan.app.dataset.PictureOpener;
import io.progan.app.mixin.DatasetOptions;
import io.progan.app.mixin.OnErrorOption;
import io.progan.app.mixin.PictureArguments;
import io.progan.dataset.source.ImageSource;
import io.progan.dataset.source.PictureOptions;
import io.progan.dataset.write.BuildOptions;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code progan dataset create_from_images}. */
@Command(
    name = "create_from_images",
    description = {
      "Make a dataset from pictures: a folder with its folders, a zip, or a tar.",
      "PNG, JPEG, WebP, GIF, BMP, TIFF and more. Without options they must be square, a power of two"
          + " in size, and all alike: RGB or grey."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan dataset create_from_images datasets/mine my-pictures",
      "  progan dataset create_from_images datasets/pets pets.zip --resolution=128",
      "  progan dataset create_from_images datasets/pets pets --labels=folders",
      "  progan dataset create_from_images datasets/pets split-pets --labels=folders:last"
    })
final class CreateFromImagesCommand extends CreateCommand {

  private final PictureOpener opener;

  @Parameters(
      index = "1",
      paramLabel = "image_dir",
      description =
          "The folder of pictures, or a zip, or a tar, packed by gzip, bzip2 or xz or not.")
  private Path imageDir;

  @Option(
      names = "--labels",
      paramLabel = "folders[:first|:last|:path]|FILE|none",
      description =
          "Labels: folders, the first ones that differ, which must not look like train and val;"
              + " folders:first, those whatever they look like; folders:last, the innermost;"
              + " folders:path, all of them; or a CSV file (name,label) or a JSON file (default:"
              + " dataset.json beside the pictures, as StyleGAN2-ADA makes it, or none).")
  private String labels;

  @Mixin private final PictureArguments pictures = new PictureArguments();
  @Mixin private final OnErrorOption onError = new OnErrorOption();
  @Mixin private final DatasetOptions dataset = new DatasetOptions();

  CreateFromImagesCommand(DatasetMaker maker, PictureOpener opener) {
    super(maker);
    this.opener = opener;
  }

  @Override
  BuildOptions options() {
    pictureOptions();
    return dataset.options().withSkipBad(onError.skip());
  }

  private PictureOptions pictureOptions() {
    return new PictureOptions(
        pictures.fit(), pictures.channels(), pictures.upright(), onError.skip(), null);
  }

  @Override
  ImageSource open() throws IOException {
    return opener.open(imageDir, labels, pictureOptions());
  }
}
