package io.progan.presets.config;

/**
 * The image grids that a run leaves.
 *
 * @param size how many images a grid holds
 * @param layout which labels they get
 */
public record GridConfig(GridSize size, GridLayout layout) {

  /** Checks that both are there. */
  public GridConfig {
    Check.present("size", size);
    Check.present("layout", layout);
  }

  /** The official defaults. */
  public static GridConfig defaults() {
    return new GridConfig(GridSize.HD_1080P, GridLayout.RANDOM);
  }
}
