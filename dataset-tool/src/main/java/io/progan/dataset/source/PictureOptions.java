package io.progan.dataset.source;

import io.progan.dataset.fit.PictureFit;
import io.progan.dataset.label.PictureLabels;

/**
 * How a collection of picture files becomes images.
 *
 * @param fit how pictures become square and of one size
 * @param channels 1 for greyscale, 3 for RGB, 0 for what the first picture has, and then all must
 *     have that
 * @param upright whether pictures are turned as their files ask for (Exif)
 * @param skipBad whether pictures that cannot be used are left out instead of ending the work
 * @param labels the labels, or null for none
 */
public record PictureOptions(
    PictureFit fit, int channels, boolean upright, boolean skipBad, PictureLabels labels) {
  /** Pictures as they are, all alike, none bad, without labels. */
  public static final PictureOptions STANDARD =
      new PictureOptions(PictureFit.AS_THEY_ARE, 0, true, false, null);

  /** Checks the number of channels, else {@link IllegalArgumentException}. */
  public PictureOptions {
    if (channels != 0 && channels != 1 && channels != 3) {
      throw new IllegalArgumentException("channels must be 1 or 3, not " + channels);
    }
  }
}
