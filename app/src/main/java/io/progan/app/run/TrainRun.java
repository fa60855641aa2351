package io.progan.app.run;

import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.presets.config.RunConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * A training run with everything resolved and checked.
 *
 * @param config the configuration
 * @param dataset the opened dataset
 * @param results the folder that gets the run folder; it exists and can be written
 * @param name the words in the run folder's name, after its number
 * @param notes what has been said on the console about this run, for its log
 * @param console where to write
 */
public record TrainRun(
    RunConfig config,
    RunDataset dataset,
    Path results,
    String name,
    List<String> notes,
    Console console) {

  /**
   * Trains.
   *
   * @return one of {@link ExitCode}
   */
  public int run() {
    console.note("training is not part of this build; use --dry-run");
    return ExitCode.FAILED;
  }
}
