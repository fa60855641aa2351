package io.progan.app.mixin;

import java.util.List;

/**
 * Seeds that a user listed.
 *
 * @param list each 0 to 2^32 - 1, in the user's order
 */
public record SeedList(List<Long> list) {

  /** Keeps its own list. */
  public SeedList {
    list = List.copyOf(list);
  }
}
