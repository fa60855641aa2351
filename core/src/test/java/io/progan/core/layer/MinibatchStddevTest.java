package io.progan.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.GoldenNetworks;
import io.progan.core.graph.Graph;
import io.progan.core.graph.Tensor;
import io.progan.core.state.Pass;
import io.progan.core.state.SlotInputs;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Which images minibatch stddev compares. */
class MinibatchStddevTest {

  /** Deviations are about 1; the 1e-8 under the root changes them by half of that. */
  private static final double TOLERANCE = 1e-7;

  /** The deviation that each image of one pixel is told. */
  private static double[] deviations(MinibatchStddev layer, double... images) {
    return deviationsOfParts(layer, 1, images);
  }

  private static double[] deviationsOfParts(MinibatchStddev layer, int parts, double... images) {
    INDArray array = Nd4j.createFromArray(images).reshape(images.length, 1, 1, 1);
    double[] result = run(layer, parts, array);
    double[] deviations = new double[images.length];
    for (int i = 0; i < images.length; i++) {
      assertThat(result[2 * i]).isEqualTo(images[i]);
      deviations[i] = result[2 * i + 1];
    }
    return deviations;
  }

  private static double[] run(MinibatchStddev layer, int parts, INDArray images) {
    try (Graph graph = new Graph(DataType.DOUBLE)) {
      Tensor x = graph.input("x", images.shape());
      Tensor y = layer.forward(Pass.evaluate(new SlotInputs(graph, "D")).withParts(parts), x);
      assertThat(y.size(1)).isEqualTo(images.size(1) + 1);
      INDArray result = GoldenNetworks.run(graph, Map.of("x", images), List.of(y)).get(y);
      return result.reshape(result.length()).toDoubleVector();
    }
  }

  @Test
  void imageIBelongsToGroupIModTheNumberOfGroups() {
    // Three groups of two: 0 and 3, 1 and 4, 2 and 5; two numbers deviate by half their distance.
    double[] deviations = deviations(new MinibatchStddev(2), 0, 10, 20, 2, 14, 28);
    assertThat(deviations).containsExactly(new double[] {1, 2, 4, 1, 2, 4}, within(TOLERANCE));
  }

  @Test
  void aSmallerMinibatchIsOneGroup() {
    double[] deviations = deviations(new MinibatchStddev(16), 0, 0, 4, 4);
    assertThat(deviations).containsExactly(new double[] {2, 2, 2, 2}, within(TOLERANCE));
  }

  @Test
  void oneImageDoesNotDeviate() {
    assertThat(deviations(new MinibatchStddev(4), 7))
        .containsExactly(new double[] {1e-4}, within(1e-9));
  }

  @Test
  void partsAreComparedWithinThemselves() {
    double[] first = {0, 10, 2, 14};
    double[] second = {100, 500, 300, 1100};
    double[] both = {0, 10, 2, 14, 100, 500, 300, 1100};
    double[] together = deviationsOfParts(new MinibatchStddev(2), 2, both);
    assertThat(Arrays.copyOf(together, 4))
        .containsExactly(deviations(new MinibatchStddev(2), first));
    assertThat(Arrays.copyOfRange(together, 4, 8))
        .containsExactly(deviations(new MinibatchStddev(2), second));
    assertThat(together)
        .containsExactly(new double[] {1, 2, 1, 2, 100, 300, 100, 300}, within(TOLERANCE * 100));
  }

  @Test
  void theMapIsTheMeanOverChannelsAndPixels() {
    // Two images of two channels and 1 x 2 pixels that differ by 2, 4, 6 and 8.
    double[] pixels = {0, 0, 0, 0, 2, 4, 6, 8};
    INDArray images = Nd4j.createFromArray(pixels).reshape(2, 2, 1, 2);
    assertThat(run(new MinibatchStddev(2), 1, images))
        .containsExactly(
            new double[] {0, 0, 0, 0, 2.5, 2.5, 2, 4, 6, 8, 2.5, 2.5}, within(TOLERANCE));
  }

  @Test
  void aMinibatchThatCannotBeGroupedIsRefused() {
    assertThatThrownBy(() -> deviations(new MinibatchStddev(4), 1, 2, 3, 4, 5, 6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the minibatch of 6 is not divisible by the stddev group of 4");
  }
}
