package io.progan.core.layer;

import io.progan.core.device.HostValues;
import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Product;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.state.Initializer;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import io.progan.core.state.StateVector;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Minibatch discrimination (Salimans et al., "Improved Techniques for Training GANs", 2016, section
 * 3.2) as the Theano version has it, with weights of normalised columns: appends to the features of
 * each image how close those of the others are.
 */
public final class MinibatchDiscrimination implements Layer, DataDependent {

  /** Numbers of one kernel. */
  static final int KERNEL_SIZE = 5;

  private static final double THETA_DEVIATION = 0.05;

  /** The distance of an image from itself: large enough that it does not count. */
  private static final double OWN_DISTANCE = 1e6;

  private final String name;
  private final Slot theta;
  private final Slot logWeightScale;
  private final Slot bias;

  /**
   * Describes the layer.
   *
   * @param name the layer's name
   * @param features of an image
   * @param kernels features that are appended
   */
  public MinibatchDiscrimination(String name, long features, long kernels) {
    this.name = name;
    theta =
        Slot.trained(
            name + "/theta", Initializer.normal(THETA_DEVIATION), features, kernels, KERNEL_SIZE);
    logWeightScale =
        Slot.trained(name + "/log_weight_scale", Initializer.ZEROS, kernels, KERNEL_SIZE);
    bias = Slot.trained(name + "/bias", Initializer.constant(-1), kernels);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Slot> slots() {
    return List.of(theta, logWeightScale, bias);
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    Tensor flat = Shaping.reshape(x, x.size(0), theta.shape()[0]);
    Tensor closeness =
        Reduction.sumOver(Arithmetic.exp(distances(pass, flat).times(-1)), 2); // [p, n, 1, k]
    Tensor f = Shaping.reshape(closeness, x.size(0), kernels());
    return Shaping.concat(1, flat, f.plus(Shaping.reshape(pass.slot(bias), 1, kernels())));
  }

  private long kernels() {
    return bias.length();
  }

  /**
   * How far the images of a part are from each other, by kernel; each is {@link #OWN_DISTANCE} from
   * itself.
   *
   * @param features {@code [parts * images, features]}
   * @return {@code [parts, images, images, kernels]}
   */
  Tensor distances(Pass pass, Tensor features) {
    int parts = pass.parts();
    long images = features.size(0) / parts;
    long numbers = kernels() * KERNEL_SIZE;
    Tensor projected = Product.matmul(features, weight(pass));
    Tensor mine = Shaping.reshape(projected, parts, images, 1, numbers);
    Tensor others = Shaping.reshape(projected, parts, 1, images, numbers);
    Tensor differences = Arithmetic.abs(mine.minus(others));
    Tensor sums =
        Reduction.sumOver(
            Shaping.reshape(differences, parts * images * images, kernels(), KERNEL_SIZE), 2);
    return Shaping.reshape(sums, parts, images, images, kernels()).plus(own(pass, images));
  }

  /** {@code [features, kernels * KERNEL_SIZE]}. */
  private Tensor weight(Pass pass) {
    return pass.derived(
        theta.name(),
        () -> {
          long features = theta.shape()[0];
          long numbers = kernels() * KERNEL_SIZE;
          Tensor raw = Shaping.reshape(pass.slot(theta), features, numbers);
          Tensor length = Arithmetic.sqrt(Reduction.sumOver(raw.times(raw), 0));
          Tensor scale = Arithmetic.exp(Shaping.reshape(pass.slot(logWeightScale), 1, numbers));
          return raw.times(Arithmetic.divide(scale, length));
        });
  }

  /**
   * Scales the kernels so that the nearest other image is at a distance of 1 on average over 2
   * images, and centres what is appended.
   */
  @Override
  public void fit(StateVector state, double[] features, int images) {
    int kernels = (int) kernels();
    double[] scales = HostValues.doubles(state.view(logWeightScale.name()));
    double[] projected =
        project(HostValues.doubles(state.view(theta.name())), scales, features, images);
    double[] nearest = new double[kernels];
    double[] closeness = new double[kernels];
    for (int kernel = 0; kernel < kernels; kernel++) {
      double[][] distances = distances(projected, kernel, kernels, images);
      double scale = 0.5 * mean(distances, row -> Arrays.stream(row).min().orElseThrow());
      nearest[kernel] = scale;
      closeness[kernel] =
          mean(distances, row -> Arrays.stream(row).map(d -> Math.exp(-d / scale)).sum());
    }
    for (int i = 0; i < scales.length; i++) {
      scales[i] -= Math.log(nearest[i / KERNEL_SIZE]);
    }
    assign(state, logWeightScale, scales);
    assign(state, bias, Arrays.stream(closeness).map(c -> -c).toArray());
  }

  private static double mean(double[][] rows, ToDoubleFunction<double[]> of) {
    return Arrays.stream(rows).mapToDouble(of).sum() / rows.length;
  }

  private static void assign(StateVector state, Slot slot, double[] values) {
    try (INDArray copy = Nd4j.createFromArray(values)) {
      state.view(slot.name()).assign(copy.reshape(slot.shape()));
    }
  }

  /** {@code [images, kernels * KERNEL_SIZE]}. */
  private double[] project(double[] weights, double[] scales, double[] features, int images) {
    int numbers = scales.length;
    int width = features.length / images;
    double[] factors = new double[numbers];
    for (int i = 0; i < weights.length; i++) {
      factors[i % numbers] += weights[i] * weights[i];
    }
    for (int i = 0; i < numbers; i++) {
      factors[i] = Math.exp(scales[i]) / Math.sqrt(factors[i]);
    }
    double[] projected = new double[images * numbers];
    for (int image = 0; image < images; image++) {
      for (int feature = 0; feature < width; feature++) {
        double value = features[image * width + feature];
        for (int i = 0; i < numbers; i++) {
          projected[image * numbers + i] += value * weights[feature * numbers + i] * factors[i];
        }
      }
    }
    return projected;
  }

  /** For each image the distances of the others. */
  private static double[][] distances(double[] projected, int kernel, int kernels, int images) {
    int numbers = kernels * KERNEL_SIZE;
    double[][] distances = new double[images][images - 1];
    for (int a = 0; a < images; a++) {
      for (int b = 0; b < images; b++) {
        double sum = 0;
        for (int i = kernel * KERNEL_SIZE; i < (kernel + 1) * KERNEL_SIZE; i++) {
          sum += Math.abs(projected[a * numbers + i] - projected[b * numbers + i]);
        }
        if (a != b) {
          distances[a][b < a ? b : b - 1] = sum;
        }
      }
    }
    return distances;
  }

  private static Tensor own(Pass pass, long images) {
    double[] diagonal = new double[Math.toIntExact(images * images)];
    for (int i = 0; i < images; i++) {
      diagonal[(int) (i * images + i)] = OWN_DISTANCE;
    }
    return pass.graph().constant(diagonal, 1, images, images, 1);
  }
}
