package io.progan.app.run;

import io.progan.core.training.state.TrainingState;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.RunConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a run is, in words, for its TensorBoard events. */
final class RunTexts {

  private RunTexts() {}

  /** Markdown by tag: both networks' layers, and the configuration. */
  static Map<String, String> of(RunConfig config, TrainingState state) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("Networks/G", code(LayerTable.of(state.generator())));
    texts.put("Networks/D", code(LayerTable.of(state.discriminator())));
    texts.put("Configuration", code(ConfigJson.write(config)));
    return texts;
  }

  private static String code(String text) {
    return "```\n" + text.strip() + "\n```";
  }
}
