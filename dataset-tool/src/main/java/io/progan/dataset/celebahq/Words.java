package io.progan.dataset.celebahq;

/** The words of a line, between any number of spaces. */
final class Words {
  private Words() {}

  static String[] of(String line) {
    return line.strip().split("\\s+", -1);
  }
}
