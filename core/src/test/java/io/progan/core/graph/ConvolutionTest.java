package io.progan.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.graph.Convolution.Geometry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Convolutions against their definition, also where images are so large that they run reversed. */
class ConvolutionTest {

  private static final int IN = 3;
  private static final int OUT = 2;

  @ParameterizedTest
  @ValueSource(ints = {5, 128, 130})
  void aConvolutionIsTheSumOverItsTaps(int size) {
    INDArray image = waves(0.37, 2, IN, size, size);
    INDArray kernel = waves(0.71, 3, 3, IN, OUT);
    INDArray bias = waves(1.3, OUT);
    INDArray result = Nd4j.create(DataType.DOUBLE, 2, OUT, size, size);
    INDArray again = Nd4j.create(DataType.DOUBLE, 2, OUT, size, size);
    try (Graph graph = new Graph(DataType.DOUBLE);
        BufferPool pool = new BufferPool(DataType.DOUBLE)) {
      Tensor x = graph.input("x", image.shape());
      Tensor w = graph.input("w", kernel.shape());
      Geometry same = new Geometry(3, 1, 1);
      Tensor y = Convolution.conv2d(x, w, graph.constant(bias), same);
      // The gradient at the image of the transposed convolution's image gradient is a convolution.
      Tensor back = Convolution.conv2dTransposed(y, w, null, same, size);
      Tensor forth = Gradients.of(back.times(x), List.of(y)).get(y);
      try (Plan plan =
          Plan.compile(
              graph, Map.of("x", image, "w", kernel), Map.of(y, result, forth, again), pool)) {
        plan.run();
      }
    }
    double[] expected = convolve(image, kernel, size);
    double[] actual = result.dup().data().asDouble();
    double[] withoutBias = again.dup().data().asDouble();
    for (int i = 0; i < expected.length; i++) {
      double offset = bias.getDouble(i / (size * size) % OUT);
      assertThat(actual[i]).isCloseTo(expected[i] + offset, within(1e-12));
      assertThat(withoutBias[i]).isCloseTo(expected[i], within(1e-12));
    }
  }

  private static INDArray waves(double step, long... shape) {
    long length = Nd4j.createUninitialized(DataType.DOUBLE, shape).length();
    return Transforms.sin(Nd4j.linspace(DataType.DOUBLE, -1, step, length), false).reshape(shape);
  }

  private static double[] convolve(INDArray image, INDArray kernel, int size) {
    double[] x = image.dup().data().asDouble();
    double[] w = kernel.dup().data().asDouble();
    double[] y = new double[2 * OUT * size * size];
    for (int i = 0; i < y.length; i++) {
      int column = i % size;
      int row = i / size % size;
      int out = i / (size * size) % OUT;
      int n = i / (size * size * OUT);
      for (int tap = 0; tap < 9 * IN; tap++) {
        int in = tap % IN;
        int sourceColumn = column + tap / IN % 3 - 1;
        int sourceRow = row + tap / (3 * IN) - 1;
        if (sourceRow >= 0 && sourceRow < size && sourceColumn >= 0 && sourceColumn < size) {
          y[i] += w[tap * OUT + out] * x[((n * IN + in) * size + sourceRow) * size + sourceColumn];
        }
      }
    }
    return y;
  }
}
