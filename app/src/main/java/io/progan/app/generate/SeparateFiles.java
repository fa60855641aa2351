package io.progan.app.generate;

import io.progan.app.mixin.PictureFormat;
import io.progan.core.image.JpegWriter;
import io.progan.core.image.PngWriter;
import io.progan.dataset.RawImage;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One file for each picture.
 *
 * @param folder an existing folder
 * @param format PNG or JPG
 */
record SeparateFiles(Path folder, PictureFormat format) implements PictureFiles {

  @Override
  public String write(String name, RawImage picture) throws IOException {
    Path file = folder.resolve(name + format.ending());
    if (format == PictureFormat.JPG) {
      JpegWriter.write(picture, file);
    } else {
      PngWriter.write(picture, file);
    }
    return file.getFileName().toString();
  }
}
