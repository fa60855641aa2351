package io.progan.metrics.registry;

/**
 * A column of a metric's table, as the original programme prints it.
 *
 * @param name the title, such as {@code SWDx1e3_128}
 * @param width characters, the space to the next column included
 */
public record Column(String name, int width) {

  /** A column that is wide enough for its title. */
  static Column of(String name, int width) {
    return new Column(name, Math.max(width, name.length() + 1));
  }
}
