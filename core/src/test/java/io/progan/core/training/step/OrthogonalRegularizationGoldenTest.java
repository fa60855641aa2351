package io.progan.core.training.step;

import static io.progan.core.GoldenNetworks.array;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.GoldenBigGan;
import io.progan.core.layer.weight.PlainWeight;
import io.progan.core.layer.weight.Weight;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.family.Networks;
import io.progan.core.state.Initializer;
import io.progan.core.state.Slot;
import io.progan.core.state.StateVector;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.OrthoForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What orthogonal regularisation adds, and to what, against the reference. */
class OrthogonalRegularizationGoldenTest {

  private static final Map<OrthoForm, Integer> FACTORS =
      Map.of(OrthoForm.CODE, 1, OrthoForm.LITERAL, 2, OrthoForm.PLAIN, 1);

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"DOUBLE", "FLOAT"})
  void addsToGradients(DataType type) {
    for (GoldenCase golden : GoldenCases.ofKind("orthogonal_regularization").toList()) {
      for (String name : List.of("conv", "linear", "embedding", "wide")) {
        for (OrthoForm form : OrthoForm.values()) {
          check(golden, name, form, type);
        }
      }
    }
  }

  private static void check(GoldenCase golden, String name, OrthoForm form, DataType type) {
    INDArray theirs = array(golden.file(name + "/weight.npy"), type);
    boolean embedding = name.equals("embedding");
    INDArray ours = ours(theirs, embedding);
    Weight weight = new PlainWeight(Slot.trained("w", Initializer.ZEROS, ours.shape()), embedding);
    double strength = golden.json().get("strength").asDouble();
    try (StateVector weights = new StateVector(List.of(weight.slot()), type);
        StateVector gradients = weights.zeros()) {
      weights.view("w").assign(ours);
      gradients.view("w").assign(1);
      new OrthogonalRegularization(strength, form).add(weights, gradients, List.of(weight), 0.5);
      INDArray added = gradients.view("w").sub(1).div(0.5 * FACTORS.get(form));
      String file = form == OrthoForm.PLAIN ? "/plain.npy" : "/modified.npy";
      INDArray expected = ours(array(golden.file(name + file), DataType.DOUBLE), embedding);
      // One is subtracted from what is much smaller.
      double floor = type == DataType.FLOAT ? 0.05 : 1e-6;
      assertThat(GoldenBigGan.error(added, expected, floor))
          .as(name + " " + form)
          .isLessThanOrEqualTo(GoldenBigGan.tolerance(golden, "", type));
    }
  }

  private static INDArray ours(INDArray theirs, boolean same) {
    if (same) {
      return theirs;
    }
    return (theirs.rank() == 4 ? theirs.permute(2, 3, 1, 0) : theirs.permute(1, 0)).dup('c');
  }

  @Test
  void takesTheParametersOfTheReference() {
    for (GoldenCase golden : GoldenCases.ofKind("orthogonal_regularization").toList()) {
      for (JsonNode network : golden.json().get("which_parameters_of_G")) {
        JsonNode config = network.get("config");
        GeneratorNetwork generator =
            Networks.generator(GoldenBigGan.generator(config), GoldenBigGan.shape(config));
        List<String> expected = new ArrayList<>();
        network.get("regularised").forEach(name -> expected.add(name.asText()));
        assertThat(generator.regularizedWeights().stream().map(w -> w.slot().name()).toList())
            .containsExactlyInAnyOrderElementsOf(expected);
      }
    }
  }
}
