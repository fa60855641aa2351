package io.progan.core.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.core.state.Initializer;
import io.progan.core.state.Slot;
import io.progan.core.state.StateVector;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.OptimizerConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Adam, averaging over replicas, skipping and loss scaling against the float64 reference. */
class OptimizerGoldenTest {

  static Stream<Arguments> sequences() {
    return GoldenCases.ofKind("optimizer")
        .flatMap(
            golden ->
                read(golden).properties().stream()
                    .filter(e -> e.getValue().has("steps"))
                    .map(e -> Arguments.of(golden, e.getKey(), e.getValue())));
  }

  private static JsonNode read(GoldenCase golden) {
    try {
      return new ObjectMapper().readTree(golden.file("optimizer.json").toFile());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
  @MethodSource("sequences")
  void inDouble(GoldenCase golden, String name, JsonNode sequence) {
    check(sequence, DataType.DOUBLE, golden.json().at("/tolerance/float64_rel").asDouble());
  }

  @ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
  @MethodSource("sequences")
  void inFloat(GoldenCase golden, String name, JsonNode sequence) {
    check(sequence, DataType.FLOAT, golden.json().at("/tolerance/float32_rel").asDouble());
  }

  private static void check(JsonNode sequence, DataType type, double tolerance) {
    List<Slot> parameters = new ArrayList<>();
    sequence
        .get("initial")
        .properties()
        .forEach(
            e ->
                parameters.add(
                    Slot.trained(e.getKey(), Initializer.ZEROS, numbers(e.getValue()).size())));
    try (StateVector weights = new StateVector(parameters, type);
        StateVector gradients = weights.zeros();
        Adam adam = new Adam(config(sequence.get("config")), weights)) {
      fill(weights, sequence.get("initial"));
      for (JsonNode step : sequence.get("steps")) {
        if (step.get("reset_before").asBoolean()) {
          adam.reset();
        }
        assertThat(adam.lossScale().log2())
            .isCloseTo(step.get("loss_factor_log2").asDouble(), within(1e-9));
        sumReplicas(gradients, step, adam.lossScale().factor());
        boolean applied =
            adam.step(
                gradients, sequence.get("shards").asInt(), step.get("learning_rate").asDouble());
        assertThat(applied).isEqualTo(step.get("applied").asBoolean());
        assertThat(adam.steps()).isEqualTo(step.get("adam_t").asLong());
        assertThat(adam.lossScale().log2())
            .isCloseTo(step.get("loss_scaling_log2_after").asDouble(), within(1e-9));
        assertClose(weights, step.get("params"), tolerance);
        assertClose(adam.firstMoment(), step.get("m"), tolerance);
        assertClose(adam.secondMoment(), step.get("v"), tolerance);
      }
    }
  }

  private static void sumReplicas(StateVector gradients, JsonNode step, double scale) {
    gradients.vector().assign(0);
    for (JsonNode replica : step.get("unscaled_gradients_per_shard")) {
      for (Slot slot : gradients.slots()) {
        INDArray view = gradients.view(slot.name());
        List<Double> values = numbers(replica.get(slot.name()));
        for (int i = 0; i < values.size(); i++) {
          view.putScalar(i, view.getDouble(i) + values.get(i) * scale);
        }
      }
    }
  }

  private static OptimizerConfig config(JsonNode json) {
    OptimizerConfig defaults = OptimizerConfig.defaults();
    return new OptimizerConfig(
        json.path("beta1").asDouble(defaults.beta1()),
        json.path("beta2").asDouble(defaults.beta2()),
        json.path("epsilon").asDouble(defaults.epsilon()),
        json.path("use_loss_scaling").asBoolean(defaults.useLossScaling()),
        json.path("loss_scaling_init").asDouble(defaults.lossScalingInit()),
        json.path("loss_scaling_inc").asDouble(defaults.lossScalingInc()),
        json.path("loss_scaling_dec").asDouble(defaults.lossScalingDec()));
  }

  private static void fill(StateVector vector, JsonNode values) {
    for (Slot slot : vector.slots()) {
      List<Double> numbers = numbers(values.get(slot.name()));
      for (int i = 0; i < numbers.size(); i++) {
        vector.view(slot.name()).putScalar(i, numbers.get(i));
      }
    }
  }

  private static void assertClose(StateVector actual, JsonNode expected, double tolerance) {
    for (Slot slot : actual.slots()) {
      List<Double> numbers = numbers(expected.get(slot.name()));
      for (int i = 0; i < numbers.size(); i++) {
        assertThat(actual.view(slot.name()).getDouble(i))
            .as(slot.name() + i)
            .isCloseTo(
                numbers.get(i), within(tolerance * Math.max(1e-3, Math.abs(numbers.get(i)))));
      }
    }
  }

  /** The numbers of a nested list in order; null is NaN, "inf" and "-inf" are infinite. */
  private static List<Double> numbers(JsonNode json) {
    List<Double> numbers = new ArrayList<>();
    if (json.isArray()) {
      json.forEach(element -> numbers.addAll(numbers(element)));
    } else if (json.isNull()) {
      numbers.add(Double.NaN);
    } else if (json.isTextual()) {
      boolean negative = json.asText().startsWith("-");
      numbers.add(negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    } else {
      numbers.add(json.asDouble());
    }
    return numbers;
  }
}
