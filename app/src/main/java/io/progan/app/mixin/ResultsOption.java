package io.progan.app.mixin;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where runs are looked for. */
public final class ResultsOption {

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Folder of all runs (default: ${DEFAULT-VALUE}).")
  Path results;

  /** The folder of all runs. */
  public Path results() {
    return results;
  }
}
