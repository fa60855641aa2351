package io.progan.app.sweep;

import io.progan.metrics.registry.MetricSpec;
import io.progan.metrics.registry.Metrics;
import io.progan.presets.study.Study;
import io.progan.presets.study.Variant;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Studies for tests. */
final class Plans {

  private Plans() {}

  /** A study of variants that are all the same, of which the metrics are measured on 64 images. */
  static SweepPlan of(int seeds, List<String> metrics, String... names) {
    List<Variant> variants =
        Arrays.stream(names)
            .map(name -> new Variant(name, "(" + name + ")", "quickstart", List.of(), Map.of()))
            .toList();
    Study study = new Study("mine", "Why.", variants);
    List<MetricSpec> specs =
        Metrics.ALL.stream().filter(spec -> metrics.contains(spec.name())).toList();
    return new SweepPlan(
        study,
        Optional.empty(),
        Path.of("datasets"),
        OptionalInt.empty(),
        SweepPlan.resolve(study, Optional.empty()),
        seeds,
        specs,
        OptionalInt.of(64));
  }
}
