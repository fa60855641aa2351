package io.progan.core.training.step;

import static io.progan.core.GoldenNetworks.array;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.GoldenBigGan;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The clamp of singular values against the reference. */
class SigmaClampGoldenTest {

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"DOUBLE", "FLOAT"})
  void clamps(DataType type) {
    for (GoldenCase golden : GoldenCases.ofKind("singular_value_clamp").toList()) {
      for (JsonNode test : golden.json().get("tests")) {
        check(golden, test, type);
      }
    }
  }

  private static void check(GoldenCase golden, JsonNode test, DataType type) {
    String folder = test.get("name").asText() + "/";
    INDArray theirs = array(golden.file(folder + "weight.npy"), type);
    INDArray matrix = theirs.reshape('c', theirs.size(0), theirs.length() / theirs.size(0)).dup();
    INDArray values = array(golden.file(folder + "singular_values.npy"), DataType.DOUBLE);
    SigmaClamp.Top top = SigmaClamp.Top.of(matrix, true);
    assertThat(top.first() / values.getDouble(0) - 1)
        .isBetween(-bound(golden, type), bound(golden, type));
    assertThat(top.second() / values.getDouble(1) - 1)
        .isBetween(-bound(golden, type), bound(golden, type));
    Double limit = test.has("limit") ? test.get("limit").asDouble() : null;
    Double ratio = test.has("ratio") ? test.get("ratio").asDouble() : null;
    new SigmaClamp(limit, ratio).clamp(matrix);
    INDArray wanted = array(golden.file(folder + "clamped.npy"), DataType.DOUBLE);
    assertThat(GoldenBigGan.error(matrix, wanted, 0))
        .as(folder)
        .isLessThanOrEqualTo(bound(golden, type));
  }

  private static double bound(GoldenCase golden, DataType type) {
    return GoldenBigGan.tolerance(golden, "", type);
  }
}
