package io.progan.app.command;

import io.progan.app.command.metrics.TrainingMetricsOptions;
import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.StopSignal;
import io.progan.app.mixin.GlobalOptions;
import io.progan.app.mixin.RunOptions;
import io.progan.app.mixin.SafetyOptions;
import io.progan.app.mixin.TransferOptions;
import io.progan.app.run.ResumePoint;
import io.progan.app.run.RunExtension;
import io.progan.app.run.RunPlan;
import io.progan.app.run.RunRequest;
import io.progan.app.run.RunSafety;
import io.progan.app.run.TrainSetup;
import io.progan.app.run.TransferRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code progan train}. */
@Command(
    name = "train",
    sortOptions = false,
    description = {
      "Train a generator and a discriminator, growing from 4x4 pixels to the dataset's resolution.",
      "Without options: the bundled emoji at 32x32 on the CPU, within minutes."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan train",
      "  progan train --preset v2-1gpu --dataset celebahq --set sched.minibatchBase=8",
      "  progan train --overlay nogrowing,VERBOSE --total-kimg 20 --dry-run",
      "  progan train --resume latest"
    })
final class TrainCommand implements Callable<Integer> {

  /** Options that leave a run what it is. */
  private static final Set<String> WITH_RESUME =
      Set.of(
          "--resume",
          "--total-kimg",
          "--results",
          "--dataset",
          "--data-dir",
          "--keep-snapshots",
          "--histograms",
          "--gpus",
          "--threads",
          "--on-divergence",
          "--preflight");

  private final Console console;
  private final StopSignal stop;
  private final GlobalOptions global;

  @Spec private CommandSpec spec;

  @Mixin private final RunOptions options = new RunOptions();

  @Option(
      names = "--resume",
      paramLabel = "RUN|SNAPSHOT|latest",
      description = {
        "Go on with a run as if it had never stopped: a run's number, folder or snapshot, or the"
            + " latest unfinished one below --results. The configuration comes from the snapshot;"
            + " --total-kimg may extend it, --dataset and --data-dir say where the images are now"
            + " (default: a new run). A snapshot that lies in no run's folder, as an imported one,"
            + " begins a new run."
      })
  String resume;

  @Mixin private final TransferOptions transfer = new TransferOptions();

  @Mixin private final SafetyOptions safety = new SafetyOptions();

  @Mixin private final TrainingMetricsOptions metrics = new TrainingMetricsOptions();

  @Option(
      names = "--dry-run",
      description =
          "Print the resolved configuration, the layers of both networks and the stages of the"
              + " training, and end (default: no).")
  boolean dryRun;

  @Option(
      names = "--json",
      description = "With --dry-run: print one JSON object instead (default: no).")
  boolean json;

  TrainCommand(Console console, StopSignal stop, GlobalOptions global) {
    this.console = console;
    this.stop = stop;
    this.global = global;
  }

  @Override
  public Integer call() throws IOException {
    if (json && !dryRun) {
      throw CommandFailure.wrongUsage("--json: only with --dry-run; a run writes stats.jsonl");
    }
    if (resume != null) {
      checkResume();
    }
    RunRequest request =
        new RunRequest(
            global.in(options.request()),
            options.dataDir(),
            options.results(),
            options.name(),
            transfer.from().map(from -> new TransferRequest(from, transfer.origins())),
            options.threads());
    RunSafety kept = new RunSafety(safety.retention(), safety.onDivergence(), safety.preflight());
    TrainSetup setup = new TrainSetup(request, kept, global.backend(), console, stop);
    if (!dryRun) {
      return train(setup, request, kept);
    }
    metrics.check(kept.retention());
    RunPlan plan = setup.plan();
    console.out().print(json ? plan.json() : plan.text());
    return ExitCode.DONE;
  }

  private static boolean allowedWithResume(String name) {
    return WITH_RESUME.contains(name) || TrainingMetricsOptions.NAMES.contains(name);
  }

  private int train(TrainSetup setup, RunRequest request, RunSafety kept) throws IOException {
    Optional<ResumePoint> point =
        resume == null
            ? Optional.empty()
            : Optional.of(ResumePoint.find(resume, request.results(), console));
    Map<String, String> before = point.map(ResumePoint::options).orElse(Map.of());
    TrainingMetricsOptions measured = metrics.orElse(before);
    measured.check(kept.orElse(before).retention());
    RunExtension extension = measured.extension(console, stop);
    return point.isPresent() && setup.finished(point.get())
        ? ExitCode.DONE
        : setup.open(new VersionProvider().getVersion()[0], point).run(extension);
  }

  private void checkResume() {
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (!option.inherited() && !allowedWithResume(option.longestName())) {
        throw CommandFailure.wrongUsage(
            "%s: not with --resume, which takes the configuration from the snapshot; leave it out,"
                    .formatted(option.longestName())
                + " or start a new run without --resume");
      }
    }
  }
}
