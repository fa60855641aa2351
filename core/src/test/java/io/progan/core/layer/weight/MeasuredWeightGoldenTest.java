package io.progan.core.layer.weight;

import static io.progan.core.GoldenNetworks.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.state.StateVector;
import io.progan.dataset.numpy.RandomState;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

class MeasuredWeightGoldenTest {

  private static final double DEVIATION = 0.3;

  static Stream<GoldenCase> cases() {
    return GoldenCases.ofKind("theano_wscale");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void scalesAreMeasured(GoldenCase golden) {
    for (JsonNode row : golden.json().at("/config/rows")) {
      int index = row.get("index").asInt();
      double[] drawn = npy(golden.file("drawn_" + index + ".npy")).doubles();
      double scale = row.get("scale").asDouble();
      assertThat(MeasuredWeight.rootMeanSquare(drawn)).isCloseTo(scale, within(1e-9 * scale));
      assertThat(MeasuredWeight.normalized(drawn))
          .containsExactly(npy(golden.file("weight_" + index + ".npy")).doubles(), within(1e-9));
    }
  }

  @Test
  void theScaleIsThatOfTheWeightThatIsDrawn() {
    MeasuredWeight weight = new MeasuredWeight("L", DEVIATION, 3, 3, 2, 5);
    try (StateVector state = new StateVector(weight.slots(), DataType.DOUBLE)) {
      state.initialize(new RandomState(7));
      RandomState same = new RandomState(7);
      double[] drawn = new double[90];
      Arrays.setAll(drawn, i -> same.randn() * DEVIATION);
      double scale = state.view("L/weight_scale").getDouble(0);
      double[] stored = state.view("L/weight").dup().reshape(90).toDoubleVector();
      for (int i = 0; i < drawn.length; i++) {
        assertThat(stored[i] * scale).isCloseTo(drawn[i], within(1e-12));
      }
      assertThat(MeasuredWeight.rootMeanSquare(stored)).isCloseTo(1, within(1e-12));
    }
  }
}
