package io.progan.metrics.classifier;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A classifier that is asked. It holds native memory until it is closed. Not safe for use by
 * several threads at once; each call uses all processors.
 */
public final class Classifier implements AutoCloseable {

  /** Pixels that go through the network together; more are no faster. */
  private static final int PIXELS = 1 << 17;

  private final MultiLayerNetwork network;
  private final DataType type;
  private final int size;
  private final int classes;

  private Classifier(MultiLayerNetwork network, DataType type, ClassifierShape shape) {
    this.network = network;
    this.type = type;
    this.size = shape.imageSize();
    this.classes = shape.classes();
  }

  /** A classifier that computes in single precision. */
  public static Classifier of(ClassifierWeights weights) {
    return of(weights, DataType.FLOAT);
  }

  /**
   * A classifier.
   *
   * @param type what it computes in, {@code FLOAT} or {@code DOUBLE}
   */
  public static Classifier of(ClassifierWeights weights, DataType type) {
    MultiLayerNetwork network = ClassifierNetwork.create(weights.shape(), type, 0);
    ClassifierNetwork.load(network, weights);
    return new Classifier(network, type, weights.shape());
  }

  /** The number of classes. */
  public int classes() {
    return classes;
  }

  /** Height and width of its pictures. */
  public int imageSize() {
    return size;
  }

  /**
   * How likely each class is.
   *
   * @param pictures values in [0, 255] of shape {@code [count, height, width]}
   * @return shape {@code [count, classes]}, each row summing to 1
   * @throws IllegalArgumentException if the values are no whole pictures
   */
  public double[] probabilities(float[] pictures) {
    int plane = size * size;
    if (pictures.length % plane != 0) {
      throw new IllegalArgumentException(
          pictures.length + " values are no whole pictures of %dx%d".formatted(size, size));
    }
    int count = pictures.length / plane;
    int step = Math.max(1, PIXELS / plane);
    double[] all = new double[Math.multiplyExact(count, classes)];
    for (int from = 0; from < count; from += step) {
      int some = Math.min(step, count - from);
      float[] part = new float[some * plane];
      System.arraycopy(pictures, from * plane, part, 0, part.length);
      double[] rows = run(part, some);
      System.arraycopy(rows, 0, all, from * classes, rows.length);
    }
    return all;
  }

  private double[] run(float[] pictures, int count) {
    long[] shape = {count, 1, size, size};
    try (INDArray values = Nd4j.create(pictures, shape, 'c');
        INDArray input = type == DataType.FLOAT ? values : values.castTo(type);
        INDArray rows = network.output(input);
        INDArray ordered = rows.dup('c')) {
      return ordered.data().asDouble();
    }
  }

  /**
   * The likeliest class of each picture, the first of equally likely ones.
   *
   * @param pictures as for {@link #probabilities}
   */
  public int[] classify(float[] pictures) {
    double[] rows = probabilities(pictures);
    int[] found = new int[rows.length / classes];
    for (int i = 0; i < found.length; i++) {
      for (int c = 1; c < classes; c++) {
        if (rows[i * classes + c] > rows[i * classes + found[i]]) {
          found[i] = c;
        }
      }
    }
    return found;
  }

  /** Frees the native memory. */
  @Override
  public void close() {
    network.close();
  }
}
