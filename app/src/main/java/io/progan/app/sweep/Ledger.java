package io.progan.app.sweep;

import io.progan.app.console.ExitCode;
import io.progan.core.snapshot.RunEnd;
import io.progan.core.snapshot.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What has become of all runs of a study. Their folders say what is trained, so that it is known
 * also when the process that worked on the study was killed. Used by one thread.
 */
final class Ledger {

  private final SweepPlan plan;
  private final StudyFolder folder;
  private final List<SweepRun> runs;
  private final Map<String, List<Figures>> figures;
  private final Map<String, String> failures = new HashMap<>();
  private final Map<SweepRun, SweepState> working = new HashMap<>();
  private final Map<SweepRun, Long> processes = new HashMap<>();

  /**
   * What is known at the beginning.
   *
   * @param figures of runs that have been measured, by the runs' names
   */
  Ledger(SweepPlan plan, StudyFolder folder, Map<String, List<Figures>> figures) {
    this.plan = plan;
    this.folder = folder;
    this.runs = plan.runs();
    this.figures = new HashMap<>(figures);
  }

  /** All runs, in their order. */
  List<SweepRun> runs() {
    return runs;
  }

  /** What has become of a run. */
  SweepState state(SweepRun run) {
    if (working.containsKey(run)) {
      return working.get(run);
    }
    if (failures.containsKey(run.name())) {
      return SweepState.FAILED;
    }
    if (trained(run)) {
      return measured(run) ? SweepState.DONE : SweepState.WAITING;
    }
    boolean diverged =
        end(run).map(RunEnd::exitCode).filter(c -> c == ExitCode.DIVERGED).isPresent();
    return diverged ? SweepState.DIVERGED : SweepState.WAITING;
  }

  /** Whether its training is complete. */
  boolean trained(SweepRun run) {
    return Files.exists(folder.run(run).done());
  }

  private boolean measured(SweepRun run) {
    return figures(run).size() == plan.metrics().size();
  }

  /** What the wanted metrics have said of a run. */
  List<Figures> figures(SweepRun run) {
    return figures.getOrDefault(run.name(), List.of()).stream()
        .filter(of -> plan.metrics().stream().anyMatch(spec -> of.answers(spec, plan.images(spec))))
        .toList();
  }

  /** Why a run failed or diverged, in one line. */
  Optional<String> reason(SweepRun run) {
    return switch (state(run)) {
      case FAILED -> Optional.of(failures.get(run.name()));
      case DIVERGED -> end(run).map(RunEnd::reason);
      default -> Optional.empty();
    };
  }

  private Optional<RunEnd> end(SweepRun run) {
    RunFolder of = folder.run(run);
    try {
      return Files.exists(of.end()) ? RunEnd.read(of) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // a note that cannot be read says nothing
    }
  }

  /** The process that works on a run, by its number in the system. */
  OptionalLong process(SweepRun run) {
    return working.containsKey(run) ? OptionalLong.of(processes.get(run)) : OptionalLong.empty();
  }

  /** A process begins to work on a run. */
  void began(SweepRun run, SweepState work, long process) {
    working.put(run, work);
    processes.put(run, process);
    if (work == SweepState.TRAINING) {
      figures.remove(run.name());
    }
  }

  /** The process ended without a word of failure; what it did stands in the run's folder. */
  void ended(SweepRun run) {
    working.remove(run);
  }

  /** The process failed. */
  void failed(SweepRun run, String why) {
    working.remove(run);
    failures.put(run.name(), why);
  }

  /** The final network of a run has been measured. */
  void measured(SweepRun run, List<Figures> found) {
    working.remove(run);
    figures.put(run.name(), List.copyOf(found));
  }

  /** How many runs are in a state. */
  long count(SweepState state) {
    return runs.stream().filter(run -> state(run) == state).count();
  }
}
