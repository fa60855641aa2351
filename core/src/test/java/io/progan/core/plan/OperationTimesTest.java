package io.progan.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.core.graph.Convolution;
import io.progan.core.graph.Convolution.Geometry;
import io.progan.core.graph.Graph;
import io.progan.core.graph.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class OperationTimesTest {

  @Test
  void aPlanIsTimedOnlyWhileItIsObserved() {
    try (Graph graph = new Graph(DataType.FLOAT);
        INDArray x = Nd4j.ones(DataType.FLOAT, 1, 1, 4, 4);
        INDArray weights = Nd4j.ones(DataType.FLOAT, 3, 3, 1, 1);
        INDArray result = Nd4j.create(DataType.FLOAT, 1, 1, 4, 4)) {
      Tensor y =
          Convolution.conv2d(
              graph.input("x", x.shape()),
              graph.input("w", weights.shape()),
              null,
              new Geometry(3, 1, 1));
      Tensor sum = y.plus(y.times(2));
      OperationTimes times = new OperationTimes();
      try (BufferPool pool = new BufferPool(graph.dataType());
          Plan plan =
              Plan.compile(graph, Map.of("x", x, "w", weights), Map.of(sum, result), pool)) {
        plan.run();
        plan.observe(times);
        assertThat(times.nanos()).isEmpty();
        plan.run();
        assertThat(times.nanos()).hasSize(3).containsKey("conv2d");
        assertThat(times.convolutionNanos()).isEqualTo(times.nanos().get("conv2d"));
        Map<String, Long> once = Map.copyOf(times.nanos());
        plan.observe(null);
        plan.run();
        assertThat(times.nanos()).isEqualTo(once);
        assertThat(result.getFloat(0, 0, 1, 1)).isEqualTo(27);
      }
    }
  }
}
