package io.progan.presets.config;

/** The groups of the minibatch standard deviation. */
public final class MinibatchGroups {

  private MinibatchGroups() {}

  /**
   * Images in a group: those asked for, or the whole minibatch if it has fewer.
   *
   * @param groupSize images asked for; 0 and 1 turn grouping off
   * @param minibatch images that there are, at least 1
   * @return at least 1
   */
  public static int size(int groupSize, int minibatch) {
    return Math.max(1, Math.min(groupSize, minibatch));
  }
}
