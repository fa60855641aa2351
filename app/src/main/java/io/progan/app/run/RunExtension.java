package io.progan.app.run;

import io.progan.core.snapshot.RunFolder;
import io.progan.core.training.TrainingListener;
import io.progan.presets.config.RunConfig;
import java.util.Map;

/** Something that a training does beside its own records. */
public interface RunExtension {

  /** Nothing more. */
  RunExtension NONE = (folder, config) -> new TrainingListener() {};

  /**
   * What is told of the training.
   *
   * @param folder of the run
   * @param config the resolved configuration
   */
  TrainingListener listener(RunFolder folder, RunConfig config);

  /** What a run that goes on is to know of it, by option name. */
  default Map<String, String> kept() {
    return Map.of();
  }
}
