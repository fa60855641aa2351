package io.progan.metrics.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.progan.metrics.classifier.ClassifierWeights;
import io.progan.metrics.classifier.TestClassifier;
import io.progan.metrics.image.ImageBatch;
import io.progan.metrics.image.ImageShape;
import io.progan.metrics.registry.MetricSpec.Counts;
import io.progan.metrics.registry.MetricSpec.Setup;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Mode recovery of sets whose modes are known. */
class ModesMetricTest {
  private static final int MINIBATCH = 100;

  private static Metric metric(int images, int evaluations, ImageShape shape) {
    Optional<ClassifierWeights> classifier = Optional.of(TestClassifier.ofBrightness());
    Setup setup =
        new Setup(new Counts(images, images), Optional.of(shape), 0, MINIBATCH, 1000, classifier);
    return ModesMetric.SPEC.factory().with(Map.of("--evaluations", evaluations)).apply(setup);
  }

  private static MetricInput images(int... modes) {
    int[] channels =
        IntStream.of(modes).flatMap(m -> IntStream.of(m % 10, m / 10 % 10, m / 100)).toArray();
    byte[] pixels = TestClassifier.pictures(channels);
    return MetricInput.of(ImageBatch.ofBytes(pixels, modes.length, 3, 32, 32));
  }

  private static double[] measure(int evaluations, int... modes) {
    try (Metric metric = metric(modes.length, evaluations, new ImageShape(3, 32, 32));
        Metric.Pass pass = metric.compare()) {
      for (int from = 0; from < modes.length; from += MINIBATCH) {
        int count = Math.min(MINIBATCH, modes.length - from);
        pass.add(images(IntStream.of(modes).skip(from).limit(count).toArray()));
      }
      return pass.finish();
    }
  }

  @Test
  void allModesOnce() {
    assertThat(measure(1, IntStream.range(0, 1000).toArray())).containsExactly(1000, 0);
  }

  @Test
  void halfOfTheModes() {
    assertThat(measure(1, IntStream.range(0, 500).map(i -> 2 * i).toArray()))
        .containsExactly(500, Math.log(2));
  }

  @Test
  void oneModeOnly() {
    assertThat(measure(1, IntStream.generate(() -> 497).limit(250).toArray()))
        .containsExactly(1, Math.log(1000));
  }

  /** Two modes, then one, then four: an evaluation ends within a minibatch. */
  @Test
  void evaluationsAreAveraged() {
    int[] modes = {7, 8, 7, 8, 5, 5, 5, 5, 1, 2, 3, 999};
    double log = Math.log(1000);
    double mean = (log - Math.log(2) + log + log - Math.log(4)) / 3;
    assertThat(measure(3, modes)).containsExactly(new double[] {7 / 3.0, mean}, within(1e-12));
  }

  @Test
  void refusesWhatTheClassifierWasNotMadeFor() {
    assertThatThrownBy(() -> metric(10, 10, new ImageShape(3, 64, 64)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs RGB images of 32x32, they are");
    assertThatThrownBy(() -> metric(10, 10, new ImageShape(1, 32, 32)))
        .hasMessageContaining("needs RGB images of 32x32");
    assertThatThrownBy(() -> metric(25, 10, new ImageShape(3, 32, 32)))
        .hasMessageContaining("25 images cannot be cut into 10 equal evaluations");
    try (Metric metric = metric(10, 10, new ImageShape(3, 32, 32));
        Metric.Pass pass = metric.compare()) {
      byte[] grey = new byte[10 * 32 * 32];
      assertThatThrownBy(() -> pass.add(MetricInput.of(ImageBatch.ofBytes(grey, 10, 1, 32, 32))))
          .hasMessageContaining("needs RGB images");
      assertThatThrownBy(pass::finish).hasMessageContaining("needs 10 images");
    }
  }
}
