package io.progan.metrics.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.numpy.NpyArray;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassifierWeightsTest {

  private static ClassifierWeights with(String name, NpyArray array) {
    ClassifierWeights good = TestClassifier.weights();
    Map<String, NpyArray> arrays = new HashMap<>(good.arrays());
    arrays.put(name, array);
    arrays.values().removeIf(value -> value == null);
    return new ClassifierWeights(32, List.of(), arrays);
  }

  @Test
  void hasTheReferencesNumberOfParameters() {
    assertThat(ClassifierShape.standard(32, 10).parameters()).isEqualTo(187249);
  }

  @Test
  void theFingerprintIsOfSizeAndNumbers() {
    String usual = TestClassifier.weights().fingerprint();
    assertThat(TestClassifier.weights().fingerprint()).isEqualTo(usual).matches("[0-9a-f]{64}");
    NpyArray bias = NpyArray.of(new float[] {1, 2}, 2);
    assertThat(with("conv0/bias", bias).fingerprint()).isNotEqualTo(usual);
    assertThat(
            new ClassifierWeights(34, List.of(), TestClassifier.weights().arrays()).fingerprint())
        .isNotEqualTo(usual);
  }

  @Test
  void refusesWhatIsNoClassifier() {
    assertThatThrownBy(() -> with("conv3/bias", null)).hasMessage("array 'conv3/bias' is missing");
    assertThatThrownBy(() -> with("other", NpyArray.of(new float[1], 1)))
        .hasMessage("an array 'other' is not of a classifier");
    assertThatThrownBy(() -> with("conv0/weight", NpyArray.of(new float[54], 3, 3, 3, 2)))
        .hasMessageContaining("shape [3, 3, 3, 2], must be FLOAT32 of shape [3, 3, 1, 2]");
    assertThatThrownBy(() -> with("conv0/bias", NpyArray.of(new float[] {0, Float.NaN}, 2)))
        .hasMessage("array 'conv0/bias' holds NaN");
    assertThatThrownBy(
            () -> new ClassifierWeights(64, List.of(), TestClassifier.weights().arrays()))
        .hasMessageContaining("'dense/weight' is FLOAT32 of shape [12, 10]");
    assertThatThrownBy(
            () -> new ClassifierWeights(16, List.of(), TestClassifier.weights().arrays()))
        .hasMessageContaining("pictures of 16x16 are too small");
    assertThatThrownBy(
            () -> new ClassifierWeights(32, List.of("one"), TestClassifier.weights().arrays()))
        .hasMessage("1 names for 10 classes");
  }
}
