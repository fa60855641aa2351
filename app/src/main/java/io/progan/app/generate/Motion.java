package io.progan.app.generate;

import io.progan.app.console.CommandFailure;
import io.progan.app.mixin.Keyframe;
import io.progan.app.mixin.MotionOptions;
import io.progan.app.mixin.NetworkOptions;
import io.progan.core.generate.Generator;
import io.progan.core.generate.Interpolation;
import io.progan.core.generate.KeyframePath;
import java.io.IOException;
import java.util.List;

/**
 * The latents and labels of all frames of a video that loops.
 *
 * @param frames the number of frames
 * @param latents {@code [frames, images, latentSize]}
 * @param labels {@code [frames, images, labelSize]}; empty without labels
 */
public record Motion(int frames, float[] latents, float[] labels) {

  private static final long MOST_LATENTS = 1L << 27; // 512 MB

  /**
   * Plans a video.
   *
   * @param frames its number of frames
   * @throws CommandFailure if the options do not fit the network
   */
  public static Motion of(
      TrainedNetwork trained, NetworkOptions network, MotionOptions options, int frames)
      throws IOException {
    Generator generator = trained.generator();
    int images = options.grid().size();
    long numbers = (long) frames * images * (generator.latentSize() + generator.labelSize());
    if (numbers > MOST_LATENTS) {
      throw CommandFailure.wrongUsage(
          "%d frames of %d images are too many at once; make the video shorter or the grid smaller"
              .formatted(frames, images));
    }
    return options.keyframes().isEmpty()
        ? walk(trained, network, options, frames)
        : keyframes(trained, network, options, frames);
  }

  private static Motion walk(
      TrainedNetwork trained, NetworkOptions network, MotionOptions options, int frames)
      throws IOException {
    Generator generator = trained.generator();
    int images = options.grid().size();
    double sigma = options.smoothing() * frames / options.duration();
    float[] latents =
        Interpolation.smoothed(options.seed(), frames, images, generator.latentSize(), sigma);
    int labelSize = generator.labelSize();
    List<Integer> chosen = Classes.chosen(trained, network);
    float[] labels = new float[frames * images * labelSize];
    for (int i = 0; labelSize > 0 && i < frames * images; i++) {
      int image = i % images;
      int label = chosen.isEmpty() ? image % labelSize : chosen.get(image % chosen.size());
      labels[i * labelSize + label] = 1;
    }
    return new Motion(frames, latents, labels);
  }

  private static Motion keyframes(
      TrainedNetwork trained, NetworkOptions network, MotionOptions options, int frames)
      throws IOException {
    Generator generator = trained.generator();
    List<Keyframe> keys = options.keyframes();
    if (keys.size() > frames) {
      throw CommandFailure.wrongUsage(
          "--keyframes: %d key frames in a video of %d frames; give a longer --duration"
              .formatted(keys.size(), frames));
    }
    int latentSize = generator.latentSize();
    int labelSize = generator.labelSize();
    float[] latents = new float[keys.size() * latentSize];
    float[] labels = new float[keys.size() * labelSize];
    for (int i = 0; i < keys.size(); i++) {
      float[] one = generator.latents(keys.get(i).seed(), 1);
      System.arraycopy(one, 0, latents, i * latentSize, latentSize);
      if (labelSize > 0 || keys.get(i).className() != null) {
        labels[i * labelSize + label(trained, network, keys.get(i))] = 1;
      }
    }
    return new Motion(
        frames,
        Interpolation.through(latents, latentSize, frames, options.path()),
        labelSize == 0
            ? labels
            : Interpolation.through(labels, labelSize, frames, KeyframePath.LINEAR));
  }

  private static int label(TrainedNetwork trained, NetworkOptions network, Keyframe key)
      throws IOException {
    String name = key.className() == null ? network.className() : key.className();
    if (name == null) {
      return (int) (key.seed() % trained.generator().labelSize());
    }
    List<Integer> found = Classes.of(trained, network.dataDir()).find(name);
    if (found.size() > 1) {
      throw CommandFailure.wrongUsage(
          "--class all: a key frame shows one class; write SEED:CLASS for each");
    }
    return found.get(0);
  }
}
