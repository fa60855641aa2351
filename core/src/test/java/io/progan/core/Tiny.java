package io.progan.core;

import io.progan.dataset.RawImage;
import io.progan.dataset.source.ImageSource;
import io.progan.dataset.tfrecord.TfRecordDataset;
import io.progan.dataset.write.BuildListener;
import io.progan.dataset.write.BuildOptions;
import io.progan.dataset.write.DatasetBuilder;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Configurations and datasets that are as small as they can be. */
public final class Tiny {

  /** Images of a {@link #dataset}. */
  public static final int IMAGES = 12;

  /** Classes of a {@link #dataset}. */
  public static final int CLASSES = 3;

  /** The shape of a {@link #dataset}. */
  public static final DatasetShape SHAPE = new DatasetShape(8, 3, CLASSES);

  private static final Map<String, Object> NETWORK = Map.of("fmapBase", 32, "fmapMax", 8);

  private Tiny() {}

  /**
   * Networks of at most 8 feature maps, and a training of 12 iterations with 4 images each: 6 at
   * 4x4, 2 fading halfway, 4 at 8x8. Every 2 share their schedule; a tick has 16 images.
   *
   * @param changes by group and key, on top
   */
  public static RunConfig config(Map<String, ?> changes) {
    Map<String, Object> base =
        Map.of(
            "generator", NETWORK,
            "discriminator", NETWORK,
            "dataset", Map.of("maxLabelSize", "full"),
            "train", Map.of("totalKimg", 0.048, "minibatchRepeats", 2, "networkSnapshotTicks", 2),
            "sched",
                Map.of(
                    "lodTrainingKimg", 0.016,
                    "lodTransitionKimg", 0.016,
                    "minibatchBase", 4,
                    "tickKimgBase", 0.016,
                    "tickKimgDict", Map.of()));
    return ConfigJson.with(ConfigJson.with(RunConfig.defaults(), base), changes);
  }

  /** The configuration without changes. */
  public static RunConfig config() {
    return config(Map.of());
  }

  /** The first pixel of an image of a {@link #dataset}, at every resolution. */
  public static byte pixel(int image) {
    return (byte) (20 * image);
  }

  /**
   * A dataset of {@link #IMAGES} images of one colour, which tells their number. Image i is of
   * class {@code i mod 3}.
   */
  public static TfRecordDataset dataset(Path folder) throws IOException {
    BuildOptions options = BuildOptions.standard().withShuffle(false).withThreads(1);
    new DatasetBuilder(new Colours(), options, BuildListener.NONE).build(folder);
    return TfRecordDataset.open(folder);
  }

  private static final class Colours implements ImageSource {
    @Override
    public String description() {
      return "colours";
    }

    @Override
    public int count() {
      return IMAGES;
    }

    @Override
    public RawImage image(int index) {
      byte[] data = new byte[SHAPE.numChannels() * SHAPE.resolution() * SHAPE.resolution()];
      Arrays.fill(data, pixel(index));
      return new RawImage(SHAPE.numChannels(), SHAPE.resolution(), SHAPE.resolution(), data);
    }

    @Override
    public int labelSize() {
      return CLASSES;
    }

    @Override
    public float[] label(int index) {
      float[] label = new float[CLASSES];
      label[index % CLASSES] = 1;
      return label;
    }
  }
}
