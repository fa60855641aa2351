package io.progan.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import io.progan.core.device.HostValues;
import io.progan.core.graph.Convolution.Geometry;
import io.progan.core.plan.BufferPool;
import io.progan.core.plan.Plan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Convolutions against their definition, also where images are so large that they run reversed. */
class ConvolutionTest {

  private static final int IN = 3;

  @ParameterizedTest
  @CsvSource({"5, 3, 2", "128, 3, 2", "130, 3, 2", "5, 1, 2", "5, 1, 32"})
  void aConvolutionIsTheSumOverItsTaps(int size, int taps, int out) {
    INDArray image = waves(0.37, 2, IN, size, size);
    INDArray kernel = waves(0.71, taps, taps, IN, out);
    INDArray bias = waves(1.3, out);
    INDArray result = Nd4j.create(DataType.DOUBLE, 2, out, size, size);
    INDArray again = Nd4j.create(DataType.DOUBLE, 2, out, size, size);
    try (Graph graph = new Graph(DataType.DOUBLE);
        BufferPool pool = new BufferPool(DataType.DOUBLE)) {
      Tensor x = graph.input("x", image.shape());
      Tensor w = graph.input("w", kernel.shape());
      Geometry same = new Geometry(taps, 1, taps / 2);
      Tensor y = Convolution.conv2d(x, w, graph.constant(HostValues.doubles(bias), out), same);
      // The gradient at the image of the transposed convolution's image gradient is a convolution.
      Tensor back = Convolution.conv2dTransposed(y, w, null, same, size);
      Tensor forth = Gradients.of(back.times(x), List.of(y)).get(y);
      try (Plan plan =
          Plan.compile(
              graph, Map.of("x", image, "w", kernel), Map.of(y, result, forth, again), pool)) {
        plan.run();
      }
    }
    double[] expected = convolve(image, kernel, result.shape());
    double[] actual = result.dup().data().asDouble();
    double[] withoutBias = again.dup().data().asDouble();
    for (int i = 0; i < expected.length; i++) {
      double offset = bias.getDouble(i / (size * size) % out);
      assertThat(actual[i]).isCloseTo(expected[i] + offset, within(1e-12));
      assertThat(withoutBias[i]).isCloseTo(expected[i], within(1e-12));
    }
  }

  private static INDArray waves(double step, long... shape) {
    long length = Nd4j.createUninitialized(DataType.DOUBLE, shape).length();
    return Transforms.sin(Nd4j.linspace(DataType.DOUBLE, -1, step, length), false).reshape(shape);
  }

  private static double[] convolve(INDArray image, INDArray kernel, long... shape) {
    INDArray result = Nd4j.create(DataType.DOUBLE, shape);
    long taps = kernel.size(0);
    for (long tap = 0; tap < taps * taps; tap++) {
      long down = tap / taps - taps / 2;
      long right = tap % taps - taps / 2;
      INDArray weights = kernel.get(point(tap / taps), point(tap % taps));
      for (long in = 0; in < IN; in++) {
        for (long out = 0; out < shape[1]; out++) {
          INDArray source =
              image.get(all(), point(in), rows(shape[2], down), rows(shape[3], right));
          result
              .get(all(), point(out), rows(shape[2], -down), rows(shape[3], -right))
              .addi(source.mul(weights.getDouble(in, out)));
        }
      }
    }
    return result.data().asDouble();
  }

  /** What stays within an image of the given size when its rows move so far up. */
  private static INDArrayIndex rows(long size, long shift) {
    return interval(Math.max(0, shift), size + Math.min(0, shift));
  }
}
