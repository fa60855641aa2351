package io.progan.app.sweep;

import io.progan.app.console.ErrorLine;
import io.progan.app.console.ExitCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Brings all runs to their end, several at a time; what fails does not stop the others. */
final class Scheduler {

  private static final int POLL_MILLIS = 100;

  private final Ledger ledger;
  private final StudyFolder folder;
  private final Step.Starter starter;
  private final int jobs;
  private final SweepListener listener;
  private final Map<SweepRun, Step> steps = new LinkedHashMap<>();
  private final Set<Step> alive = ConcurrentHashMap.newKeySet();
  private final Set<SweepRun> trainedHere = new HashSet<>();

  /**
   * A scheduler that has not begun.
   *
   * @param starter starts processes
   * @param jobs how many there may be at a time
   * @param listener is told of what happens
   */
  Scheduler(
      Ledger ledger, StudyFolder folder, Step.Starter starter, int jobs, SweepListener listener) {
    this.ledger = ledger;
    this.folder = folder;
    this.starter = starter;
    this.jobs = jobs;
    this.listener = listener;
  }

  /**
   * Works until nothing is left to do, or it is to stop; then the processes have ended, too.
   *
   * @param stop asked again and again
   * @throws IOException if the study's folder cannot be written
   */
  void run(BooleanSupplier stop) throws IOException {
    try {
      while (!stop.getAsBoolean()) {
        collect(stop.getAsBoolean());
        startMore();
        if (steps.isEmpty()) {
          return;
        }
        listener.working();
        pause();
      }
    } finally {
      windUp();
    }
  }

  /** Ends all processes at once; may be called by any thread. */
  void kill() {
    alive.forEach(Step::kill);
  }

  private void windUp() throws IOException {
    steps.values().forEach(Step::stop);
    while (!steps.isEmpty()) {
      collect(true);
      pause();
    }
  }

  private void startMore() throws IOException {
    for (SweepRun run : ledger.runs()) {
      if (steps.size() < jobs && ledger.state(run) == SweepState.WAITING) {
        if (!ledger.trained(run)) {
          start(run, SweepState.TRAINING);
        } else if (!isMeasuring()) {
          start(run, SweepState.MEASURING);
        }
      }
    }
  }

  /** One at a time, since all write to the same statistics of the reals. */
  private boolean isMeasuring() {
    return ledger.count(SweepState.MEASURING) > 0;
  }

  private void start(SweepRun run, SweepState work) throws IOException {
    if (work == SweepState.TRAINING && !trainedHere.add(run)) {
      ledger.failed(run, "its training ended before all images were shown");
      listener.changed(run);
      return;
    }
    try {
      Step step = starter.start(run, work);
      alive.add(step);
      steps.put(run, step);
      ledger.began(run, work, step.pid());
    } catch (IOException e) {
      ledger.failed(run, ErrorLine.of(e).text());
    }
    listener.changed(run);
  }

  /**
   * Takes note of the processes that have ended.
   *
   * @param stopping whether they were asked to
   */
  private void collect(boolean stopping) throws IOException {
    List<SweepRun> ended = new ArrayList<>();
    steps.forEach(
        (run, step) -> {
          if (step.ended()) {
            ended.add(run);
          }
        });
    for (SweepRun run : ended) {
      Step step = steps.remove(run);
      alive.remove(step);
      settle(run, step.exitCode(), stopping);
      listener.changed(run);
    }
  }

  private void settle(SweepRun run, int exitCode, boolean stopping) {
    boolean measured = ledger.state(run) == SweepState.MEASURING;
    boolean stopped = stopping && (exitCode == ExitCode.STOPPED || exitCode > LastWords.SIGNAL);
    boolean trained = exitCode == ExitCode.DONE || exitCode == ExitCode.DIVERGED;
    if (stopped || (trained && !measured)) {
      ledger.ended(run);
    } else if (exitCode == ExitCode.DONE) {
      measured(run);
    } else {
      String why = LastWords.of(folder.log(run), exitCode);
      ledger.failed(run, measured ? "cannot be measured: " + why : why);
    }
  }

  private void measured(SweepRun run) {
    try {
      ledger.measured(run, Figures.read(folder.answer(run)));
      if (ledger.state(run) != SweepState.DONE) {
        ledger.failed(run, "cannot be measured: not all metrics gave an answer");
      }
    } catch (IOException e) {
      ledger.failed(run, "cannot be measured: " + ErrorLine.of(e).text());
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while processes work", e);
    }
  }
}
