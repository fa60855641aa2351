package io.progan.presets.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How large an image grid is: as many images as fit a display, within limits. */
public enum GridSize {
  /** To be seen on a display of 1920x1080: 3 to 32 columns, 2 to 32 rows. */
  HD_1080P("1080p", 1920, 1080, 3, 2, 32),
  /** The same as the Theano version has it: at most 16 columns and rows. */
  HD_1080P_16("1080p-16", 1920, 1080, 3, 2, 16),
  /** To be seen on a display of 3840x2160: 7 to 32 columns, 4 to 32 rows. */
  UHD_4K("4k", 3840, 2160, 7, 4, 32);

  private final String jsonName;
  private final int displayWidth;
  private final int displayHeight;
  private final int minColumns;
  private final int minRows;
  private final int most;

  GridSize(
      String jsonName, int displayWidth, int displayHeight, int minColumns, int minRows, int most) {
    this.jsonName = jsonName;
    this.displayWidth = displayWidth;
    this.displayHeight = displayHeight;
    this.minColumns = minColumns;
    this.minRows = minRows;
    this.most = most;
  }

  /** The name in JSON. */
  @JsonValue
  public String jsonName() {
    return jsonName;
  }

  /** Images in a row, for images of the given width in pixels. */
  public int columns(int imageWidth) {
    return Math.max(minColumns, Math.min(most, displayWidth / imageWidth));
  }

  /** Rows of images, for images of the given height in pixels. */
  public int rows(int imageHeight) {
    return Math.max(minRows, Math.min(most, displayHeight / imageHeight));
  }

  /**
   * The constant of that name.
   *
   * @throws ConfigException if there is none
   */
  @JsonCreator
  public static GridSize of(String jsonName) {
    return EnumNames.find(values(), GridSize::jsonName, jsonName);
  }
}
