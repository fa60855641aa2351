package io.progan.app.command.runs;

import io.progan.app.mixin.ResultsOption;
import io.progan.app.runs.RunTarget;
import io.progan.core.snapshot.RunFolder;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The run that a command is about. */
final class RunArgument {

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "A run's number, folder or folder name; latest for the newest.")
  String run;

  @Mixin private final ResultsOption results = new ResultsOption();

  /**
   * The run's folder.
   *
   * @throws io.progan.app.console.CommandFailure in one line, if there is none
   */
  RunFolder folder() throws IOException {
    return RunTarget.find(run, results.results());
  }
}
