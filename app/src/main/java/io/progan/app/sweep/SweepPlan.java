package io.progan.app.sweep;

import io.progan.metrics.registry.MetricSpec;
import io.progan.presets.config.ConfigException;
import io.progan.presets.config.RunConfig;
import io.progan.presets.preset.ConfigResolver;
import io.progan.presets.study.Study;
import io.progan.presets.study.Variant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a study consists of, which its folder keeps.
 *
 * @param study its variants, with what the user put on top of them
 * @param dataset its name or folder; empty for the presets'
 * @param dataDir the folder that holds the datasets; where it is does not make a study another one
 * @param threads native threads of each process; empty for what a training usually takes
 * @param configs the resolved configuration of each variant, by name
 * @param seeds runs of each variant
 * @param metrics what is measured
 * @param metricsImages of each set; empty for each metric's usual number
 */
record SweepPlan(
    Study study,
    Optional<String> dataset,
    Path dataDir,
    OptionalInt threads,
    Map<String, RunConfig> configs,
    int seeds,
    List<MetricSpec> metrics,
    OptionalInt metricsImages) {

  /**
   * The configurations that variants stand for.
   *
   * @throws ConfigException naming the variant, if something in it does not exist or is not allowed
   */
  static Map<String, RunConfig> resolve(Study study, Optional<String> dataset) {
    Map<String, RunConfig> configs = new LinkedHashMap<>();
    for (Variant variant : study.variants()) {
      try {
        configs.put(variant.name(), ConfigResolver.resolve(variant.request(dataset.orElse(null))));
      } catch (ConfigException e) {
        throw of(variant, e);
      }
    }
    return configs;
  }

  /** The same problem, with the variant's name. */
  static ConfigException of(Variant variant, ConfigException problem) {
    return new ConfigException("variant " + variant.name(), problem.getMessage());
  }

  /** All runs: every variant with the first seed, then with the second, so that more may follow. */
  List<SweepRun> runs() {
    List<SweepRun> runs = new ArrayList<>();
    for (int k = 0; k < seeds; k++) {
      for (Variant variant : study.variants()) {
        runs.add(new SweepRun(runs.size(), variant, config(variant).randomSeed() + k));
      }
    }
    return runs;
  }

  /** The configuration of a variant, with the first seed. */
  RunConfig config(Variant variant) {
    return configs.get(variant.name());
  }

  /** How many images a metric takes. */
  int images(MetricSpec spec) {
    return metricsImages.orElse(spec.needs().usualImages());
  }
}
