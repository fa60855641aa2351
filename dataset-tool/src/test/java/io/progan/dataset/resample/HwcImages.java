package io.progan.dataset.resample;

import io.progan.dataset.RawImage;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyReader;
import java.io.IOException;
import java.nio.file.Path;

/** Pictures in NumPy files of shape [height, width, channels]. */
public final class HwcImages {
  private HwcImages() {}

  /** Reads bytes in the order row, column, channel. */
  public static RawImage read(Path file) throws IOException {
    NpyArray array = NpyReader.read(file);
    int height = array.shape()[0];
    int width = array.shape()[1];
    int channels = array.shape()[2];
    byte[] from = array.bytes();
    byte[] to = new byte[from.length];
    for (int i = 0; i < from.length; i++) {
      to[i % channels * height * width + i / channels] = from[i];
    }
    return new RawImage(channels, height, width, to);
  }
}
