package io.progan.dataset.fit;

import io.progan.dataset.RawImage;
import io.progan.dataset.resample.Crop;
import io.progan.dataset.resample.Filter;
import io.progan.dataset.resample.Resize;
import java.util.Optional;

/**
 * How pictures become images of a dataset: first they may be cropped, then they are brought to a
 * resolution.
 *
 * @param resolution height and width of the images, a power of two from 4; 0 takes pictures as they
 *     are, and then they must be square and a power of two
 * @param cropCenter whether only the largest square in the middle of a picture is used
 * @param mode how what is left becomes square, if {@code resolution} is given
 * @param filter how pixels are resampled, if {@code resolution} is given
 * @param background 0xRRGGBB, what lies behind transparent pixels and beside padded pictures
 */
public record PictureFit(
    int resolution, boolean cropCenter, FitMode mode, Filter filter, int background) {
  /** Images are taken as they are; white lies behind transparent ones. */
  public static final PictureFit AS_THEY_ARE =
      new PictureFit(0, false, FitMode.CROP, Filter.LANCZOS, 0xffffff);

  private static final int SMALLEST = 4;
  private static final int LARGEST = 4096;

  /** Checks the resolution, else {@link IllegalArgumentException}. */
  public PictureFit {
    if (resolution != 0 && !usable(resolution, resolution)) {
      throw new IllegalArgumentException(
          "resolution must be a power of two from %d to %d, not %d"
              .formatted(SMALLEST, LARGEST, resolution));
    }
  }

  private static boolean usable(int height, int width) {
    return height == width && Integer.bitCount(width) == 1 && width >= SMALLEST && width <= LARGEST;
  }

  /** Why a picture of that size cannot be used; empty if it can. */
  public Optional<String> problem(int height, int width) {
    if (resolution != 0) {
      return Optional.empty();
    }
    int side = Math.min(height, width);
    if (cropCenter ? usable(side, side) : usable(height, width)) {
      return Optional.empty();
    }
    return Optional.of(
        "picture is %d x %d pixels, must be%s a power of two from %d to %d; --resolution resizes"
            .formatted(width, height, cropCenter ? "" : " square and", SMALLEST, LARGEST));
  }

  /** Height and width of the image that a picture of that size becomes. */
  public int side(int height, int width) {
    return resolution == 0 ? Math.min(height, width) : resolution;
  }

  /** Whether a picture of that size has fewer pixels than its image. */
  public boolean enlarges(int height, int width) {
    int side =
        mode == FitMode.PAD && !cropCenter ? Math.max(height, width) : Math.min(height, width);
    return side < resolution;
  }

  /** The square image that an opaque picture becomes; a pure function. */
  public RawImage apply(RawImage picture) {
    RawImage image = cropCenter ? Crop.centerSquare(picture) : picture;
    if (resolution == 0) {
      return image;
    }
    return switch (mode) {
      case CROP -> Resize.resize(Crop.centerSquare(image), resolution, resolution, filter);
      case STRETCH -> Resize.resize(image, resolution, resolution, filter);
      case PAD -> pad(image);
    };
  }

  private RawImage pad(RawImage image) {
    int longest = Math.max(image.height(), image.width());
    RawImage inner =
        Resize.resize(
            image, scaled(image.width(), longest), scaled(image.height(), longest), filter);
    int top = (resolution - inner.height()) / 2;
    int left = (resolution - inner.width()) / 2;
    RawImage canvas = Canvas.filled(inner.channels(), resolution, background);
    for (int line = 0; line < inner.channels() * inner.height(); line++) {
      int row = line / inner.height() * resolution + top + line % inner.height();
      System.arraycopy(
          inner.data(),
          line * inner.width(),
          canvas.data(),
          row * resolution + left,
          inner.width());
    }
    return canvas;
  }

  private int scaled(int side, int longest) {
    return Math.max(1, (int) Math.rint((double) side * resolution / longest));
  }
}
