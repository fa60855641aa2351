package io.progan.app.sweep;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.ExitCode;
import io.progan.app.metrics.MetricFit;
import io.progan.app.run.RunDataset;
import io.progan.core.snapshot.RunDescription;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.snapshot.RunLock;
import io.progan.presets.config.ConfigException;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.Kernels;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ConfigCheck;
import io.progan.presets.study.Variant;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Finds out, before any training, what would keep runs from their end. */
final class SweepCheck {

  private static final int POLL_MILLIS = 200;

  private SweepCheck() {}

  /** Opens the dataset of a configuration. */
  interface Opener {
    /** Opens it, or plans with it. */
    RunDataset open(RunConfig config) throws IOException;
  }

  /**
   * Checks every variant, and the metrics, against its dataset.
   *
   * @throws ConfigException naming the variant that does not fit
   * @throws CommandFailure naming the metric that does not fit
   * @throws IOException if a dataset is damaged
   */
  static void datasets(SweepPlan plan, SweepMetrics metrics, Opener opener) throws IOException {
    for (Variant variant : plan.study().variants()) {
      RunDataset dataset = opener.open(plan.config(variant));
      try {
        ConfigCheck.check(plan.config(variant), dataset.shape());
      } catch (ConfigException e) {
        throw SweepPlan.of(variant, e);
      }
      dataset
          .files()
          .ifPresent(
              files ->
                  MetricFit.check(
                      "--metrics",
                      metrics.request().apply(plan.metrics(), plan.metricsImages()),
                      files));
    }
    metrics.request().apply(plan.metrics(), plan.metricsImages()).tryNetwork();
  }

  /**
   * Checks that folders with the runs' names hold those runs.
   *
   * @throws CommandFailure naming one that does not
   * @throws IOException if it cannot be read
   */
  static void folders(SweepPlan plan, StudyFolder folder) throws IOException {
    for (SweepRun run : plan.runs()) {
      RunFolder at = folder.run(run);
      if (!at.begun()) {
        continue;
      }
      RunConfig found = RunDescription.read(at).config();
      RunConfig wanted =
          withKernels(
              ConfigJson.with(plan.config(run.variant()), Map.of("randomSeed", run.seed())), found);
      if (!found.equals(wanted)) {
        throw CommandFailure.wrongUsage(
            "%s: is another run than the study's, %s; move it away"
                .formatted(at.path(), PlanDifference.values(found, wanted)));
      }
    }
  }

  /** A run has chosen its kernels where the study leaves it to the processor. */
  private static RunConfig withKernels(RunConfig wanted, RunConfig found) {
    String chosen = found.train().kernels().jsonName();
    return wanted.train().kernels() == Kernels.AUTO
        ? ConfigJson.with(wanted, Map.of("train", Map.of("kernels", chosen)))
        : wanted;
  }

  /**
   * Waits for processes of an earlier start of the study, which end by themselves when they have
   * saved what they did; any other process that trains one of the runs is refused.
   *
   * @param stored what was written down about the study
   * @throws CommandFailure naming the run and the process
   * @throws IOException if a folder cannot be read
   */
  static void locks(
      StudyJson.Stored stored, StudyFolder folder, Consumer<String> note, BooleanSupplier stop)
      throws IOException {
    for (SweepRun run : stored.plan().runs()) {
      RunFolder at = folder.run(run);
      String orphan = "process " + stored.processes().get(run.name());
      boolean said = false;
      for (Optional<String> holder = RunLock.holder(at);
          holder.isPresent() && !stop.getAsBoolean();
          holder = RunLock.holder(at)) {
        if (!holder.get().equals(orphan)) {
          throw new CommandFailure(
              ExitCode.FAILED,
              "%s: %s is training this run; wait until it has ended, or stop it first"
                  .formatted(at.path(), holder.get()));
        }
        if (!said) {
          note.accept(
              "%s: waiting for %s, which was started before and is saving"
                  .formatted(at.path(), holder.get()));
          said = true;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while another process ends", e);
    }
  }
}
