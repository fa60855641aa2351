package io.progan.core.network;

/** The original's names for the parts of a network. */
final class Names {

  private Names() {}

  /** {@code 8x8} for stage 3. */
  static String resolution(int stage) {
    int size = 1 << stage;
    return size + "x" + size;
  }
}
