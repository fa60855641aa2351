package io.progan.core.plan.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.core.graph.Convolution;
import io.progan.core.graph.Convolution.Geometry;
import io.progan.core.graph.Gradients;
import io.progan.core.graph.Graph;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Tensor;
import io.progan.core.plan.routine.Nd4jRoutine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** Which native operations run a graph's, without running them. */
class CpuLoweringTest {

  private final Graph graph = new Graph(DataType.FLOAT);
  private final Tensor bias = graph.input("bias", 8);

  private List<String> names(Lowering lowering, Tensor... results) {
    return NativeSteps.of(graph, List.of(results), lowering).list().stream()
        .filter(NativeStep.Call.class::isInstance)
        .map(step -> ((Nd4jRoutine) ((NativeStep.Call) step).routine()).operation().get().opName())
        .toList();
  }

  private List<String> cpu(Tensor... results) {
    return names(new CpuLowering(new PortableLowering()), results);
  }

  private List<String> portable(Tensor... results) {
    return names(new PortableLowering(), results);
  }

  @Test
  void largeImagesAreConvolvedReversedAndShareTheKernel() {
    Tensor weights = graph.input("w", 3, 3, 8, 8);
    Tensor x = graph.input("x", 1, 8, 128, 128);
    Geometry same = new Geometry(3, 1, 1);
    Tensor y = Convolution.conv2d(Convolution.conv2d(x, weights, bias, same), weights, null, same);
    assertThat(cpu(y)).containsExactly("gather", "permute", "deconv2d", "add", "deconv2d");
    assertThat(portable(y)).containsExactly("conv2d", "conv2d");
    Tensor small = graph.input("small", 1, 8, 64, 64);
    assertThat(cpu(Convolution.conv2d(small, weights, bias, same))).containsExactly("conv2d");
  }

  @Test
  void aTransposedConvolutionsBiasIsAddedApart() {
    Tensor weights = graph.input("w", 4, 4, 8, 3);
    Tensor x = graph.input("x", 2, 3, 4, 4);
    Tensor y = Convolution.conv2dTransposed(x, weights, bias, new Geometry(4, 2, 1), 8);
    assertThat(cpu(y)).containsExactly("deconv2d", "add");
    assertThat(portable(y)).containsExactly("deconv2d");
  }

  @Test
  void theWeightsGradientAloneIsAConvolutions() {
    Tensor weights = graph.input("w", 4, 4, 8, 3);
    Tensor x = graph.input("x", 2, 3, 4, 4);
    Tensor y = Convolution.conv2dTransposed(x, weights, null, new Geometry(4, 2, 1), 8);
    Tensor dw = Gradients.of(y, List.of(weights)).get(weights);
    assertThat(cpu(dw)).contains("conv2d_bp").doesNotContain("deconv2d_bp");
    assertThat(portable(dw)).contains("deconv2d_bp").doesNotContain("conv2d_bp");
    Tensor dx = Gradients.of(y, List.of(x, weights)).get(x);
    assertThat(cpu(dx, dw)).contains("deconv2d_bp");
  }

  @Test
  void sumsAreProductsWhereThoseAreFaster() {
    Tensor small = graph.input("small", 2, 3, 8, 8);
    Tensor large = graph.input("large", 2, 3, 64, 64);
    assertThat(cpu(Reduction.sumOver(small, 1))).containsExactly("matmul");
    assertThat(cpu(Reduction.sumOver(large, 1))).containsExactly("reduce_sum");
    assertThat(cpu(Reduction.sumOver(small, 0, 2, 3))).containsExactly("reduce_sum");
    assertThat(cpu(Reduction.sumOver(large, 0, 2, 3))).containsExactly("matmul", "reduce_sum");
    assertThat(portable(Reduction.sumOver(small, 1))).containsExactly("reduce_sum");
  }
}
