package io.progan.dataset.label;

import java.util.List;

/**
 * What a file of labels says of one picture.
 *
 * @param picture its path or file name as written
 * @param cells a class by name or number, or numbers
 * @param isVector whether these are numbers even if it is only one
 * @param place the line or entry, for messages
 */
record LabelEntry(String picture, List<String> cells, boolean isVector, String place) {

  /** The path with {@code /} and without the {@code ./} that it may begin with. */
  String path() {
    return picture.replace('\\', '/').replaceFirst("^(\\./+)+", "");
  }
}
