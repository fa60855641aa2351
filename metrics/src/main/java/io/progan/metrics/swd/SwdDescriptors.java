package io.progan.metrics.swd;

import java.util.List;

/**
 * All that the distance needs to know of one set of pictures: patches in temporary files, which
 * disappear when it is closed.
 *
 * @param resolutions pixels of each level, finest first
 * @param levels the normalised patches of each level
 */
public record SwdDescriptors(List<Integer> resolutions, List<PatchSet> levels)
    implements AutoCloseable {

  /** Copies the lists, which must be equally long. */
  public SwdDescriptors {
    resolutions = List.copyOf(resolutions);
    levels = List.copyOf(levels);
    if (resolutions.size() != levels.size()) {
      throw new IllegalArgumentException(
          resolutions.size() + " resolutions for " + levels.size() + " levels");
    }
  }

  @Override
  public void close() {
    levels.forEach(PatchSet::close);
  }
}
