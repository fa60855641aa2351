package io.progan.metrics.swd;

import io.progan.dataset.numpy.RandomState;
import io.progan.metrics.image.ImageBatch;
import io.progan.metrics.image.LaplacianPyramid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Collects the patches of every pyramid level of one set of pictures, fed one minibatch after the
 * other. Each level has a {@link PatchAccumulator} with its temporary file. Not safe for use by
 * several threads at once; close it, or the descriptors that come out of it.
 */
public final class SwdAccumulator implements AutoCloseable {
  private final SwdOptions options;
  private final RandomState draws;
  private final List<Integer> resolutions;
  private final List<PatchAccumulator> levels;

  SwdAccumulator(SwdOptions options, RandomState draws, int resolution, Optional<Path> folder) {
    this.options = options;
    this.draws = draws;
    resolutions = options.resolutions(resolution);
    levels =
        Stream.generate(() -> new PatchAccumulator(options.patchSize(), folder))
            .limit(resolutions.size())
            .toList();
  }

  /**
   * Adds a minibatch. For each level, finest first, the columns of all patches are drawn, then the
   * rows.
   *
   * @param images square pictures of the announced resolution with values in [0, 255]; greyscale is
   *     repeated to RGB
   * @throws IllegalArgumentException if the pictures have another size or number of channels
   */
  public void add(ImageBatch images) {
    int size = resolutions.get(0);
    if (images.height() != size || images.width() != size) {
      throw new IllegalArgumentException(
          "SWD expects images of " + size + "x" + size + " pixels, they are " + images);
    }
    List<ImageBatch> pyramid = LaplacianPyramid.of(images.toRgb(), levels.size());
    int patches = images.count() * options.patchesPerImage();
    int half = options.patchSize() / 2;
    List<int[]> xs = new ArrayList<>();
    List<int[]> ys = new ArrayList<>();
    for (int resolution : resolutions) {
      xs.add(positions(half, resolution - half, patches));
      ys.add(positions(half, resolution - half, patches));
    }
    IntStream.range(0, levels.size())
        .parallel()
        .forEach(i -> levels.get(i).add(pyramid.get(i), xs.get(i), ys.get(i)));
  }

  private int[] positions(int low, int high, int count) {
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = (int) draws.randint(low, high);
    }
    return values;
  }

  /**
   * Normalises the patches and hands them over to the caller, who closes them; nothing can be added
   * afterwards.
   *
   * @throws IllegalStateException if there were no pictures or this was called before
   */
  public SwdDescriptors finish() {
    return new SwdDescriptors(resolutions, levels.stream().map(PatchAccumulator::finish).toList());
  }

  /** Frees the temporary files, unless they were handed over. */
  @Override
  public void close() {
    levels.forEach(PatchAccumulator::close);
  }
}
