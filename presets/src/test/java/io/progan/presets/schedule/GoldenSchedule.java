package io.progan.presets.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.golden.GoldenCase;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.ScheduleConfig;
import io.progan.presets.config.TrainConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads golden schedule settings, which have the official names. */
public final class GoldenSchedule {

  private static final Map<String, List<String>> SCHED_KEYS =
      Map.ofEntries(
          Map.entry("lod_initial_resolution", List.of("lodInitialResolution")),
          Map.entry("lod_training_kimg", List.of("lodTrainingKimg")),
          Map.entry("lod_transition_kimg", List.of("lodTransitionKimg")),
          Map.entry("minibatch_base", List.of("minibatchBase")),
          Map.entry("minibatch_dict", List.of("minibatchDict")),
          Map.entry("max_minibatch_per_gpu", List.of("maxMinibatchPerGpu")),
          Map.entry("lrate_base", List.of("gLrateBase", "dLrateBase")),
          Map.entry("lrate_dict", List.of("gLrateDict", "dLrateDict")),
          Map.entry("G_lrate_base", List.of("gLrateBase")),
          Map.entry("G_lrate_dict", List.of("gLrateDict")),
          Map.entry("D_lrate_base", List.of("dLrateBase")),
          Map.entry("D_lrate_dict", List.of("dLrateDict")),
          Map.entry("tick_kimg_base", List.of("tickKimgBase")),
          Map.entry("tick_kimg_dict", List.of("tickKimgDict")));

  private static final Map<String, List<String>> TRAIN_KEYS =
      Map.of(
          "total_kimg", List.of("totalKimg"),
          "minibatch_repeats", List.of("minibatchRepeats"),
          "D_repeats", List.of("dRepeats"),
          "reset_opt_for_new_lod", List.of("resetOptForNewLod"));

  private GoldenSchedule() {}

  /** The tables of a case. */
  public static JsonNode read(GoldenCase golden) {
    try {
      String file = golden.json().get("files").get(0).get("path").textValue();
      return new ObjectMapper().readTree(golden.file(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The defaults with the settings of a table. */
  public static ScheduleConfig sched(JsonNode config) {
    return ConfigJson.with(ScheduleConfig.defaults(), renamed(config, SCHED_KEYS));
  }

  /** The training loop of a walk: its configuration's, and what the walk itself sets. */
  static TrainConfig train(JsonNode config, JsonNode walk) {
    TrainConfig ofConfig = ConfigJson.with(TrainConfig.defaults(), renamed(config, TRAIN_KEYS));
    return ConfigJson.with(ofConfig, renamed(walk, TRAIN_KEYS));
  }

  /** Replicas, 1 if not said. */
  public static int numGpus(JsonNode config) {
    return config.path("num_gpus").asInt(1);
  }

  private static Map<String, JsonNode> renamed(JsonNode config, Map<String, List<String>> keys) {
    Map<String, JsonNode> changes = new LinkedHashMap<>();
    config
        .properties()
        .forEach(
            entry ->
                keys.getOrDefault(entry.getKey(), List.of())
                    .forEach(key -> changes.put(key, entry.getValue())));
    return changes;
  }
}
