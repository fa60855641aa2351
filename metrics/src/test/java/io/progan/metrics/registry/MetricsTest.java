package io.progan.metrics.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.progan.metrics.TestImages;
import io.progan.metrics.classifier.TestClassifier;
import io.progan.metrics.feature.FeatureBatch;
import io.progan.metrics.image.ImageShape;
import io.progan.metrics.registry.Metric.Column;
import io.progan.metrics.registry.MetricSpec.Counts;
import io.progan.metrics.registry.MetricSpec.Input;
import io.progan.metrics.registry.MetricSpec.Option;
import io.progan.metrics.registry.MetricSpec.Setup;
import io.progan.metrics.vectors.TestVectors;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What holds for every metric, one that comes new included. */
class MetricsTest {

  private static final List<MetricSpec> SPECS = Metrics.ALL;
  private static final int IMAGES = 60; // in 10 parts, or in 12
  private static final int MINIBATCH = 16;
  private static final int FEATURES = 6;
  private static final int CLASSES = 5;

  private static Metric create(MetricSpec spec) {
    return create(spec, Map.of());
  }

  private static Metric create(MetricSpec spec, Map<String, Integer> options) {
    Setup setup =
        new Setup(
            new Counts(IMAGES, IMAGES),
            Optional.of(new ImageShape(3, 32, 32)),
            FEATURES,
            MINIBATCH,
            1000,
            Optional.of(TestClassifier.weights()));
    return spec.factory().with(options).apply(setup);
  }

  private static double[] feed(Metric.Pass pass, Input input, long seed) {
    try (pass) {
      for (int from = 0; from < IMAGES; from += MINIBATCH) {
        int count = Math.min(MINIBATCH, IMAGES - from);
        pass.add(input(input, seed + from, count));
      }
      return pass.finish();
    }
  }

  private static MetricInput input(Input input, long seed, int count) {
    if (input == Input.IMAGES) {
      return MetricInput.of(TestImages.noise(seed, count, 3, 32));
    }
    float[] features = TestVectors.normal(seed, count, FEATURES, 0);
    float[] probabilities = TestVectors.normal(seed, count, CLASSES, 0);
    for (int row = 0; row < probabilities.length; row += CLASSES) {
      float sum = 0;
      for (int i = row; i < row + CLASSES; i++) {
        probabilities[i] = (float) Math.exp(probabilities[i]);
        sum += probabilities[i];
      }
      for (int i = row; i < row + CLASSES; i++) {
        probabilities[i] /= sum;
      }
    }
    return MetricInput.of(new FeatureBatch(count, features, probabilities));
  }

  @Test
  void namesAndColumnsAreUnlikeAllOthers() {
    Set<String> names = new HashSet<>();
    Set<String> columns = new HashSet<>();
    for (MetricSpec spec : SPECS) {
      assertThat(names.add(spec.name())).as(spec.name()).isTrue();
      assertThat(Metrics.named(spec.name())).contains(spec);
      for (Column column : create(spec).columns()) {
        assertThat(columns.add(column.name())).as(column.name()).isTrue();
      }
    }
    assertThat(Metrics.named("none")).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("SPECS")
  void canBeRead(MetricSpec spec) {
    assertThat(spec.name()).matches("[a-z]+");
    assertThat(spec.about().description()).isNotEmpty().allMatch(text -> text.endsWith("."));
    assertThat(spec.about().examples()).isNotEmpty();
    for (Option option : spec.options()) {
      assertThat(option.name()).startsWith("--");
      assertThat(option.usual()).isPositive();
      assertThat(option.description()).isNotBlank().doesNotEndWith(".");
    }
  }

  @ParameterizedTest
  @FieldSource("SPECS")
  void givesOneValueAColumnAndTheSameAgain(MetricSpec spec) {
    Input input = spec.needs().input();
    try (Metric metric = create(spec);
        Metric again = create(spec)) {
      assertThat(metric.columns()).extracting(Column::name).contains(spec.ranking().main());
      double[] reals = feed(metric.reals(), input, 1);
      assertThat(reals).hasSameSizeAs(metric.columns());
      assertThat(feed(again.reals(), input, 1)).containsExactly(reals);
      double[] values = feed(metric.compare(), input, 100);
      assertThat(values).hasSameSizeAs(metric.columns());
      assertThat(feed(metric.compare(), input, 100))
          .as("does not depend on what was measured before")
          .containsExactly(values, within(1e-9));
      assertThat(again.settings()).isEqualTo(metric.settings());
    }
  }

  @ParameterizedTest
  @FieldSource("SPECS")
  void comparesWithSavedRealsAsWithTheReals(MetricSpec spec) {
    Input input = spec.needs().input();
    try (Metric metric = create(spec);
        Metric other = create(spec)) {
      assertThat(metric.save()).isEmpty();
      double[] row = feed(metric.reals(), input, 1);
      Optional<SavedReals> saved = metric.save();
      if (saved.isPresent()) {
        assertThat(saved.get().row()).containsExactly(row);
        other.restore(saved.get());
        assertThat(feed(other.compare(), input, 100))
            .containsExactly(feed(metric.compare(), input, 100), within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @FieldSource("SPECS")
  void refusesWhatItDoesNotLookAt(MetricSpec spec) {
    Input wrong = spec.needs().input() == Input.IMAGES ? Input.FEATURES : Input.IMAGES;
    try (Metric metric = create(spec);
        Metric.Pass pass = metric.reals()) {
      assertThatThrownBy(() -> pass.add(input(wrong, 1, MINIBATCH)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(spec.title() + " needs ");
    }
  }

  @ParameterizedTest
  @FieldSource("SPECS")
  void settingsTellOptionsApart(MetricSpec spec) {
    try (Metric usual = create(spec)) {
      for (Option option : spec.options()) {
        Map<String, Integer> given = Map.of(option.name(), option.usual() + 2);
        try (Metric other = create(spec, given)) {
          assertThat(other.settings()).as(option.name()).isNotEqualTo(usual.settings());
        }
      }
    }
  }
}
