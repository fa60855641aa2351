package io.progan.app.mixin;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Arguments that say whose networks are meant. */
public class NetworkChoice {

  @Parameters(
      index = "0",
      paramLabel = "RUN|SNAPSHOT|latest",
      description = "A run's folder or number, for its newest snapshot; a snapshot; or latest.")
  String target;

  @Option(
      names = "--best",
      paramLabel = "METRIC",
      description =
          "Of a run, not the newest snapshot but the best by what has been measured of it, such as"
              + " fid (default: the newest).")
  String best;

  @Mixin private final ResultsOption runs = new ResultsOption();

  /** What the user calls the run or snapshot. */
  public String target() {
    return target;
  }

  /** The metric by which the best snapshot of a run is meant; empty for the newest. */
  public Optional<String> best() {
    return Optional.ofNullable(best);
  }

  /** The folder of all runs. */
  public Path results() {
    return runs.results();
  }
}
