package io.progan.app.command.report;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.Progress;
import io.progan.app.mixin.ResultsOption;
import io.progan.app.output.OutFile;
import io.progan.app.report.ReportPage;
import io.progan.app.runs.RunTarget;
import io.progan.core.snapshot.AtomicFile;
import io.progan.core.snapshot.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code progan report}. */
@Command(
    name = "report",
    sortOptions = false,
    description = {
      "Write one HTML page about a run, or one that compares several: stages, images over time"
          + " beside reals, metrics, losses, scores, gradient norms, speed, memory, configuration.",
      "The page needs no network and stays below 20 MB: many or large image grids are thinned out"
          + " and made smaller."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  progan report latest", "  progan report 3 7 --out comparison.html"})
public final class ReportCommand implements Callable<Integer> {

  private static final String FILE_NAME = "report.html";

  private final Console console;

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "Runs by number, folder or folder name; latest for the newest.")
  List<String> targets;

  @Option(
      names = "--out",
      paramLabel = "FILE.html",
      description = {
        "The page (default: report.html in the run's folder, or with several runs in the folder of"
            + " all runs)."
      })
  Path out;

  @Mixin private final ResultsOption results = new ResultsOption();

  /** A command that writes to a console. */
  public ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Path named = named();
    List<RunFolder> runs = new ArrayList<>();
    for (String target : targets) {
      RunFolder run = RunTarget.find(target, results.results());
      if (!Files.exists(run.config()) && !Files.exists(run.stats())) {
        throw CommandFailure.wrongUsage(
            run.path() + ": holds no run (no config.json, no stats.jsonl); name a run's folder");
      }
      runs.add(run);
    }
    Path file = named == null ? usual(runs) : named;
    try (Progress progress = new Progress(console, "report")) {
      String page = ReportPage.of(runs, done -> progress.update(done, runs.size()));
      AtomicFile.write(file, to -> to.write(page.getBytes(StandardCharsets.UTF_8)));
    }
    console.say(file.toString());
    return ExitCode.DONE;
  }

  /** The file that the user named; null for none. */
  private Path named() {
    if (out == null) {
      return null;
    }
    return Files.isDirectory(out)
        ? out.resolve(FILE_NAME)
        : OutFile.named("--out", out, ".html", ".htm");
  }

  private Path usual(List<RunFolder> runs) {
    return (runs.size() == 1 ? runs.get(0).path() : results.results()).resolve(FILE_NAME);
  }
}
