package io.progan.core.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.core.state.Initializer;
import io.progan.core.state.Slot;
import io.progan.core.state.StateVector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** The moving average of weights. */
class MovingAverageTest {

  private static float[] average(double decay, float before, float... weights) {
    List<Slot> parameters = List.of(Slot.trained("w", Initializer.ZEROS, weights.length));
    try (StateVector average = new StateVector(parameters, DataType.FLOAT);
        StateVector source = average.zeros()) {
      average.vector().assign(before);
      for (int i = 0; i < weights.length; i++) {
        source.vector().putScalar(i, weights[i]);
      }
      MovingAverage.update(average, source, decay);
      assertThat(source.vector().toFloatVector()).containsExactly(weights);
      return average.vector().toFloatVector();
    }
  }

  @Test
  void aDecayOfZeroCopies() {
    float[] weights = {0.1f, -3e-7f, 1e9f, 0};
    assertThat(average(0, 7.3f, weights)).containsExactly(weights);
  }

  @Test
  void theAverageKeepsAsMuchAsTheDecaySays() {
    assertThat(average(0.75, 8, 0, 4, 16)).containsExactly(6, 7, 10);
  }
}
