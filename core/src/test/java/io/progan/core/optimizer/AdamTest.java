package io.progan.core.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.state.Initializer;
import io.progan.core.state.Slot;
import io.progan.core.state.StateVector;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.OptimizerConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** What Adam does with gradients that cannot be used, and what it forgets. */
class AdamTest {

  private static final OptimizerConfig CONFIG =
      ConfigJson.with(
          OptimizerConfig.defaults(),
          Map.of("beta1", 0.5, "useLossScaling", true, "lossScalingInit", 3));

  private final StateVector weights =
      new StateVector(List.of(Slot.trained("w", Initializer.ZEROS, 3)), DataType.FLOAT);
  private final StateVector gradients = weights.zeros();
  private final Adam adam = new Adam(CONFIG, weights);

  @AfterEach
  void free() {
    adam.close();
    gradients.close();
    weights.close();
  }

  private boolean step(float... gradient) {
    for (int i = 0; i < gradient.length; i++) {
      gradients.vector().putScalar(i, gradient[i]);
    }
    return adam.step(gradients, 1, 0.1);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void aGradientThatIsNotFiniteIsSkipped(float bad) {
    assertThat(step(1, -2, 3)).isTrue();
    assertThat(adam.gradientNorm()).isCloseTo(Math.sqrt(14) / 8, within(1e-6));
    float[] before = weights.vector().toFloatVector();
    float[] first = adam.firstMoment().vector().toFloatVector();
    float[] second = adam.secondMoment().vector().toFloatVector();
    assertThat(before).doesNotContain(0);

    assertThat(step(1, bad, 3)).isFalse();
    assertThat(adam.gradientNorm()).isNaN();

    assertThat(weights.vector().toFloatVector()).containsExactly(before);
    assertThat(adam.firstMoment().vector().toFloatVector()).containsExactly(first);
    assertThat(adam.secondMoment().vector().toFloatVector()).containsExactly(second);
    assertThat(adam.steps()).isEqualTo(1);
    assertThat(adam.lossScale().log2()).isEqualTo(3 + 0.0005 - 1);
    assertThat(step(1, -2, 3)).isTrue();
    assertThat(adam.steps()).isEqualTo(2);
  }

  @Test
  void aGradientWhoseSquareOverflowsIsUsed() {
    assertThat(step(3e30f, 0, -4e30f)).isTrue();
    assertThat(adam.gradientNorm()).isCloseTo(5e30 / 8, within(1e25));
    assertThat(adam.steps()).isEqualTo(1);
  }

  @Test
  void aRateOfZeroMovesNothing() {
    gradients.vector().assign(1);
    assertThat(adam.step(gradients, 1, 0)).isTrue();
    assertThat(weights.vector().toFloatVector()).containsOnly(0);
    assertThat(adam.firstMoment().vector().getFloat(0)).isCloseTo(0.5f / 8, within(1e-7f));
  }

  @Test
  void resetForgetsMomentsAndStepsButNotTheLossScale() {
    step(1, -2, 3);
    adam.reset();
    assertThat(adam.steps()).isZero();
    assertThat(adam.firstMoment().vector().toFloatVector()).containsOnly(0);
    assertThat(adam.secondMoment().vector().toFloatVector()).containsOnly(0);
    assertThat(adam.lossScale().log2()).isEqualTo(3.0005);
  }

  @Test
  void weightsWithoutGradientStay() {
    step(0, -2, 0);
    assertThat(weights.vector().getFloat(0)).isZero();
    assertThat(weights.vector().getFloat(1)).isPositive();
    assertThat(weights.vector().getFloat(2)).isZero();
  }
}
