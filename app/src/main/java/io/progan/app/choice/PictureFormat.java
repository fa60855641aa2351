package io.progan.app.choice;

import java.util.Locale;

/** How images are stored. */
public enum PictureFormat {
  /** PNG files. */
  PNG,
  /** JPEG files. */
  JPG,
  /** One NumPy array of bytes. */
  NPY;

  /** The ending of the files' names. */
  public String ending() {
    return "." + name().toLowerCase(Locale.ROOT);
  }
}
