package io.progan.presets.config;

/**
 * The images to train on.
 *
 * @param kind where they come from
 * @param tfrecordDir the dataset's folder, relative to the data folder; unused if synthetic
 * @param resolution image side in pixels that the dataset must have; null for whatever it has
 *     (synthetic: 1024)
 * @param numChannels 1 or 3, that the dataset must have; null for whatever it has (synthetic: 3)
 * @param maxLabelSize how many label components to use
 * @param shuffleMb size of the shuffle window in MB; 0 turns shuffling off
 * @param reshuffleWindow null for the shuffle window of {@code shuffleMb}; else all images are
 *     shuffled once, and after each minibatch the place of each of its images swaps with one of
 *     this many places up to it
 * @param prefetchMb images to hold ready in MB; one minibatch even at 0
 */
public record DatasetConfig(
    DatasetKind kind,
    String tfrecordDir,
    Integer resolution,
    Integer numChannels,
    MaxLabelSize maxLabelSize,
    int shuffleMb,
    Integer reshuffleWindow,
    int prefetchMb) {

  private static final int SYNTHETIC_RESOLUTION = 1024;
  private static final int SYNTHETIC_CHANNELS = 3;

  /** Checks every value and fills in the shape of a synthetic dataset. */
  public DatasetConfig {
    Check.present("kind", kind);
    Check.present("tfrecordDir", tfrecordDir);
    if (tfrecordDir.isBlank()) {
      throw new ConfigException("tfrecordDir", "must name a folder, got an empty name");
    }
    if (kind == DatasetKind.SYNTHETIC) {
      resolution = resolution == null ? Integer.valueOf(SYNTHETIC_RESOLUTION) : resolution;
      numChannels = numChannels == null ? Integer.valueOf(SYNTHETIC_CHANNELS) : numChannels;
    }
    if (resolution != null) {
      Check.resolution("resolution", resolution);
    }
    if (numChannels != null) {
      Check.numChannels("numChannels", numChannels);
    }
    Check.present("maxLabelSize", maxLabelSize);
    Check.atLeast("shuffleMb", shuffleMb, 0);
    if (reshuffleWindow != null) {
      Check.atLeast("reshuffleWindow", reshuffleWindow, 1);
    }
    Check.atLeast("prefetchMb", prefetchMb, 0);
  }

  /** The official defaults: the dataset {@code celebahq}, without labels. */
  public static DatasetConfig defaults() {
    return new DatasetConfig(
        DatasetKind.TFRECORD, "celebahq", null, null, MaxLabelSize.NONE, 4096, null, 2048);
  }
}
