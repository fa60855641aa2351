package io.progan.app.sweep;

import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.HumanFormat;
import io.progan.app.console.StopSignal;
import io.progan.app.dataset.DatasetMaker;
import io.progan.app.run.DatasetPlace;
import io.progan.app.run.RunDataset;
import io.progan.core.snapshot.RunLock;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A study from its first run to its table, or from where it stopped. */
public final class Sweep {

  /** How long the processes have, after Ctrl-C, to save what they have done. */
  private static final int PATIENCE_SECONDS = 600;

  private final SweepRequest request;
  private final SweepMetrics metrics;
  private final List<String> machine;
  private final boolean json;
  private final Console console;
  private final StopSignal stop;

  /**
   * A study that has not begun.
   *
   * @param machine options that say what computes, for the programmes that are started
   * @param json whether {@code study.json} is printed, and nothing else
   * @param stop ends the work
   */
  public Sweep(
      SweepRequest request,
      SweepMetrics metrics,
      List<String> machine,
      boolean json,
      Console console,
      StopSignal stop) {
    this.request = request;
    this.metrics = metrics;
    this.machine = List.copyOf(machine);
    this.json = json;
    this.console = console;
    this.stop = stop;
  }

  /**
   * Prints the runs and what is left of them; writes nothing.
   *
   * @return one of {@link ExitCode}
   * @throws IOException if a file cannot be read
   */
  public int dryRun() throws IOException {
    SweepPlan plan = new SweepSetup(request, metrics).plan();
    boolean chosen = plan.dataset().isPresent();
    SweepCheck.datasets(
        plan,
        metrics,
        config -> RunDataset.plan(config.dataset(), plan.dataDir(), chosen, console));
    StudyFolder folder = new StudyFolder(request.out());
    SweepCheck.folders(plan, folder);
    Ledger ledger = new Ledger(plan, folder, stored(plan, folder).figures());
    StudyResults results = new StudyResults(plan, folder, ledger);
    console.out().print(json ? results.json() : RunList.of(plan, ledger));
    return ExitCode.DONE;
  }

  /**
   * Trains and measures what is left, and writes the table.
   *
   * @return one of {@link ExitCode}
   * @throws io.progan.presets.config.ConfigException if the study is wrong
   * @throws io.progan.app.console.CommandFailure if it cannot be worked on
   * @throws IOException if a dataset is damaged, or the study's folder cannot be written
   */
  public int run() throws IOException {
    SweepPlan plan = new SweepSetup(request, metrics).plan();
    SweepCheck.datasets(plan, metrics, config -> open(config, plan.dataDir()));
    StudyFolder folder = new StudyFolder(request.out());
    RunLock lock = folder.take();
    try (lock) {
      SweepCheck.folders(plan, folder);
      stop.listen(PATIENCE_SECONDS);
      StudyJson.Stored stored = stored(plan, folder);
      SweepCheck.locks(stored, folder, console::note, stop::requested);
      Ledger ledger = new Ledger(plan, folder, stored.figures());
      StudyResults results = new StudyResults(plan, folder, ledger);
      results.writeJson();
      work(plan, folder, ledger, results);
      results.write();
      return end(results, ledger);
    }
  }

  private RunDataset open(RunConfig config, Path dataDir) throws IOException {
    return RunDataset.open(
        config.dataset(),
        new DatasetPlace(dataDir, Optional.empty()),
        new DatasetMaker(console, stop));
  }

  private static StudyJson.Stored stored(SweepPlan plan, StudyFolder folder) throws IOException {
    return folder.holdsStudy() ? StudyJson.read(folder.json()) : StudyJson.Stored.begun(plan);
  }

  private void work(SweepPlan plan, StudyFolder folder, Ledger ledger, StudyResults results)
      throws IOException {
    Consumer<String> out = json ? line -> {} : console::say;
    out.accept(
        "study %s: %s of %s in %s, %d done"
            .formatted(
                plan.study().name(),
                HumanFormat.count(ledger.runs().size(), "run"),
                HumanFormat.count(plan.study().variants().size(), "variant"),
                folder.path(),
                ledger.count(SweepState.DONE)));
    Children children = new Children(plan, folder, metrics.network(), machine, request.jobs());
    SweepTime time = new SweepTime(plan, folder, ledger, request.jobs());
    try (SweepConsole shown = new SweepConsole(console, out, ledger, time)) {
      SweepListener listener =
          new SweepListener() {
            @Override
            public void changed(SweepRun run) throws IOException {
              if (ledger.state(run) == SweepState.DONE) {
                results.write();
              } else {
                results.writeJson();
              }
              shown.changed(run);
            }

            @Override
            public void working() throws IOException {
              shown.working();
            }
          };
      Scheduler scheduler = new Scheduler(ledger, folder, children, request.jobs(), listener);
      stop.beforeHalt(scheduler::kill);
      scheduler.run(stop::requested);
      stop.beforeHalt(() -> {});
    }
  }

  private int end(StudyResults results, Ledger ledger) {
    boolean open = ledger.count(SweepState.WAITING) > 0;
    boolean stopped = stop.requested() && open;
    console.out().print(json ? results.json() : "\n" + results.plain(tableColumns()));
    console.out().flush();
    String command = command();
    if (stopped) {
      console.note("stopped; to go on: " + command);
      return ExitCode.STOPPED;
    }
    if (!json) {
      console.say("wrote study.json, study.md and study.html to " + request.out());
    }
    if (ledger.count(SweepState.FAILED) > 0) {
      console.note(
          "%s failed; to try again: %s"
              .formatted(HumanFormat.count(ledger.count(SweepState.FAILED), "run"), command));
      return ExitCode.FAILED;
    }
    return ledger.count(SweepState.DIVERGED) > 0 ? ExitCode.DIVERGED : ExitCode.DONE;
  }

  /** The command that goes on with the study. */
  private String command() {
    List<String> words = new ArrayList<>(List.of("progan", "sweep", "--out"));
    words.add(HumanFormat.shellWord(request.out()));
    if (request.jobs() > 1) {
      words.add("--jobs " + request.jobs());
    }
    metrics.network().forEach(option -> words.add(HumanFormat.shellWord(Path.of(option))));
    return String.join(" ", words);
  }

  /** A script gets one line a variant, however long. */
  private int tableColumns() {
    return console.terminal() ? console.columns() : Integer.MAX_VALUE;
  }
}
