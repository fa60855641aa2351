package io.progan.app.mixin;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Arguments that say whose networks are meant. */
public class NetworkChoice {

  @Parameters(
      index = "0",
      paramLabel = "RUN|SNAPSHOT|latest",
      description = "A run's folder or number, for its newest snapshot; a snapshot; or latest.")
  String target;

  @Mixin private final ResultsOption runs = new ResultsOption();

  /** What the user calls the run or snapshot. */
  public String target() {
    return target;
  }

  /** The folder of all runs. */
  public Path results() {
    return runs.results();
  }
}
