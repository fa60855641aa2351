package io.progan.core.generate;

import io.progan.core.device.DataTypes;
import io.progan.core.device.NativeLibrary;
import io.progan.core.image.DynamicRange;
import io.progan.core.image.RealImages;
import io.progan.core.latent.LatentDistribution;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Stage;
import io.progan.core.network.family.Networks;
import io.progan.core.session.NetworkSession;
import io.progan.core.session.StandingStatistics;
import io.progan.core.snapshot.RunFinder;
import io.progan.core.snapshot.SnapshotInfo;
import io.progan.core.snapshot.SnapshotReader;
import io.progan.core.state.StateVector;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.GeneratorConfig;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A trained generator, ready to make images.
 *
 * <pre>{@code
 * try (Generator generator = Generator.load(Path.of("results/007-pgan-faces"))) {
 *   Images images = generator.generate(generator.latents(1000, 4));
 *   PngWriter.write(images.picture(0), Path.of("face.png"));
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads at once: calls are carried out one after the other, each on
 * all cores. For more throughput give one call more latents; a second generator in the same process
 * gains nothing.
 *
 * <p>It owns native memory, freed by {@link #close()}: the weights, and buffers for one minibatch.
 * However many images a call makes, only the minibatch is in native memory at a time.
 */
public final class Generator implements AutoCloseable {

  private final SnapshotInfo info;
  private final GeneratorNetwork network;
  private final StateVector weights;
  private final DatasetShape shape;
  private final DynamicRange range;
  private final double lod;
  private final Stage stage;
  private final int minibatch;
  private final boolean together;
  private final boolean averages;
  private final Map<Integer, NetworkSession> makers = new HashMap<>();
  private StateVector trained;
  private boolean closed;

  private Generator(SnapshotReader snapshot, GeneratorOptions options) throws IOException {
    info = snapshot.info();
    RunConfig config = info.runConfig();
    GeneratorConfig own = config.generator();
    GeneratorConfig networkConfig =
        options.dtype().map(dtype -> GeneratorConfig.withDtype(own, dtype)).orElse(own);
    shape = info.dataset();
    range = DynamicRange.of(config.train().drangeNet());
    network = Networks.generator(networkConfig, shape);
    lod = options.lod().orElse(info.lod());
    int coarsest = network.stages().get(0).resolutionLog2();
    if (lod > shape.resolutionLog2() - coarsest) {
      throw new IllegalArgumentException(
          "lod %s is coarser than %dx%d pixels; this network has 0 to %d"
              .formatted(lod, 1 << coarsest, 1 << coarsest, shape.resolutionLog2() - coarsest));
    }
    stage = Stage.at(lod, shape.resolutionLog2());
    DataType type = DataTypes.of(networkConfig.dtype());
    Together manner = options.together(network);
    averages = network.comparesImages() && manner.averages();
    together = network.comparesImages() && !averages;
    minibatch = together ? manner.images() : minibatch(options, type);
    weights = new StateVector(network.slots(), type);
    try {
      snapshot.restore(options.weights().prefix(), weights);
    } catch (IOException | RuntimeException e) {
      weights.close();
      throw e;
    }
  }

  private int minibatch(GeneratorOptions options, DataType type) {
    return options.minibatch() > 0
        ? options.minibatch()
        : MinibatchSize.forGenerator(network, type, stage);
  }

  /**
   * Loads the averaged weights of a snapshot at its level of detail.
   *
   * @param path a snapshot file; or a run's folder, for its newest snapshot; or {@code latest}, a
   *     number or name for a run in the folder {@code results}
   * @throws java.io.FileNotFoundException if there is no such file or run
   * @throws io.progan.core.snapshot.SnapshotException if the file is no snapshot, or damaged
   * @throws IOException if it cannot be read
   */
  public static Generator load(Path path) throws IOException {
    return load(path, GeneratorOptions.standard());
  }

  /**
   * The same with options.
   *
   * @throws IllegalArgumentException if the network does not reach the level of detail
   */
  public static Generator load(Path path, GeneratorOptions options) throws IOException {
    NativeLibrary.choose();
    Path file = new RunFinder(RunFinder.RESULTS).snapshots(path.toString()).get(0);
    try (SnapshotReader snapshot = new SnapshotReader(file)) {
      return new Generator(snapshot, options);
    }
  }

  /** What the snapshot says about itself. */
  public SnapshotInfo info() {
    return info;
  }

  /** The numbers of one latent vector. */
  public int latentSize() {
    return network.latentSize();
  }

  /** The numbers of one label; 0 for a network without labels. */
  public int labelSize() {
    return network.labelSize();
  }

  /** 1 for greyscale images, 3 for red, green and blue. */
  public int channels() {
    return shape.numChannels();
  }

  /** Height and width of the images in pixels: the full resolution, at every level of detail. */
  public int resolution() {
    return shape.resolution();
  }

  /** The values of black and white. */
  public DynamicRange range() {
    return range;
  }

  /** The level of detail of the images. */
  public double lod() {
    return lod;
  }

  /** Whether the network has batch norm, which normalises images together or by averages. */
  public boolean hasBatchNorm() {
    return network.comparesImages();
  }

  /** Whether an image depends on those that it is made with, as batch norm makes it. */
  public boolean comparesImages() {
    return together;
  }

  /** Whether it makes images with running statistics of batch norm, which others can stand for. */
  public boolean usesStatistics() {
    return averages;
  }

  /**
   * Makes images from now on with statistics of batch norm that belong to latents of one kind,
   * instead of those of the training. Nothing but this object changes.
   *
   * @param passes over which they are means; 0 for those of the training
   * @param source how the latents are drawn
   * @throws IllegalStateException if this generator uses no running statistics
   */
  public synchronized void stand(int passes, LatentSource source) {
    if (!averages) {
      throw new IllegalStateException("this generator uses no running statistics");
    }
    if (trained == null) {
      trained = weights.zeros();
      trained.assign(weights);
    }
    weights.assign(trained);
    if (passes > 0) {
      StandingStatistics.make(network, weights, stage, minibatch, passes, source::draw);
    }
  }

  /** The most images that are computed at a time; those that are normalised together. */
  public int minibatch() {
    return minibatch;
  }

  /**
   * Latents for a seed, distributed as the network was trained with. Normal ones are the
   * original's: NumPy's {@code RandomState(seed).randn(count, latentSize)}.
   *
   * @param seed 0 to 2^32 - 1
   * @return {@code [count, latentSize]}
   */
  public float[] latents(long seed, int count) {
    return latents(new RandomState(seed), count);
  }

  /** The next ones of a stream. */
  public float[] latents(RandomState random, int count) {
    return network.latents().draw(random, count, latentSize(), LatentDistribution.TRAINED);
  }

  /** How the network's latents are distributed. */
  public LatentDistribution distribution() {
    return network.latents();
  }

  /**
   * Labels of one class.
   *
   * @param index the class, from 0 to {@code labelSize() - 1}
   * @return {@code [count, labelSize]}: 1 for the class, else 0
   */
  public float[] labels(int index, int count) {
    if (index < 0 || index >= labelSize()) {
      throw new IllegalArgumentException(
          "class %d: this network has %d classes".formatted(index, labelSize()));
    }
    float[] labels = new float[Math.multiplyExact(count, labelSize())];
    for (int i = 0; i < count; i++) {
      labels[i * labelSize() + index] = 1;
    }
    return labels;
  }

  /**
   * Makes images with a network without labels.
   *
   * @param latents {@code [count, latentSize]}, one vector after the other
   * @throws IllegalArgumentException if these are no whole vectors, or labels are needed
   */
  public Images generate(float[] latents) {
    return generate(latents, new float[0]);
  }

  /**
   * Makes images. They are all on the heap at the end; for very many use {@link #generate(float[],
   * float[], ImageSink)}.
   *
   * @param latents {@code [count, latentSize]}, one vector after the other
   * @param labels {@code [count, labelSize]}, one for each vector; empty without labels
   * @return the images at full resolution; below lod 0 pixels are repeated
   * @throws IllegalArgumentException if the lengths do not fit, or the images no Java array
   */
  public Images generate(float[] latents, float[] labels) {
    int count = count(latents, labels);
    int imageLength = channels() * resolution() * resolution();
    if ((long) count * imageLength > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%d images of %dx%d are too many for one array; take them minibatch by minibatch"
              .formatted(count, resolution(), resolution()));
    }
    float[] values = new float[count * imageLength];
    int[] filled = {0};
    generate(
        latents,
        labels,
        images -> {
          System.arraycopy(images.values(), 0, values, filled[0], images.values().length);
          filled[0] += images.values().length;
        });
    return new Images(count, channels(), resolution(), values, range);
  }

  /**
   * Makes any number of images, minibatch by minibatch and in order.
   *
   * @param latents {@code [count, latentSize]}, one vector after the other
   * @param labels {@code [count, labelSize]}, one for each vector; empty without labels
   * @param sink what receives each minibatch, on the calling thread
   * @throws IllegalArgumentException if the lengths do not fit
   * @throws E what the sink throws; the rest is not made then
   */
  public synchronized <E extends Exception> void generate(
      float[] latents, float[] labels, ImageSink<E> sink) throws E {
    int count = count(latents, labels);
    int made = 0;
    while (made < count) {
      if (closed) {
        throw new IllegalStateException("the generator is closed");
      }
      int next = Math.min(minibatch, count - made);
      float[] values =
          maker(next)
              .images(
                  rows(latents, made, next, latentSize()),
                  rows(labels, made, next, labelSize()),
                  next,
                  Stage.fade(lod));
      int factor = resolution() / stage.resolution();
      float[] full = RealImages.upscale(values, stage.resolution(), factor);
      sink.accept(new Images(next, channels(), resolution(), full, range));
      made += next;
    }
  }

  private static float[] rows(float[] values, int first, int count, int size) {
    return Arrays.copyOfRange(values, first * size, (first + count) * size);
  }

  /**
   * One for this many images: of the minibatch, or of the next power of two for fewer; exactly so
   * many where they are normalised together.
   */
  private NetworkSession maker(int count) {
    int size = together ? count : Math.min(minibatch, Integer.highestOneBit(2 * count - 1));
    return makers.computeIfAbsent(
        size, n -> NetworkSession.of(network, weights, stage, n, averages));
  }

  private int count(float[] latents, float[] labels) {
    int count = latents.length / latentSize();
    if (latents.length % latentSize() != 0) {
      throw new IllegalArgumentException(
          "%d numbers are no whole latents; this network's have %d"
              .formatted(latents.length, latentSize()));
    }
    if (labels.length != (long) count * labelSize()) {
      throw new IllegalArgumentException(
          "%d numbers of labels for %d latents; this network's labels have %d"
              .formatted(labels.length, count, labelSize()));
    }
    return count;
  }

  /** Frees the native memory; waits for a call that is under way. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      makers.values().forEach(NetworkSession::close);
      weights.close();
      if (trained != null) {
        trained.close();
      }
    }
  }
}
