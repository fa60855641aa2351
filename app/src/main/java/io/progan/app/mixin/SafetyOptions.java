package io.progan.app.mixin;

import io.progan.app.choice.OnDivergence;
import io.progan.core.snapshot.Retention;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say how a run is kept rather than what it computes. */
public final class SafetyOptions {

  @Option(
      names = "--keep-snapshots",
      paramLabel = "last=N,every=KIMG,best=N:METRIC",
      converter = RetentionConverter.class,
      description = {
        "Snapshots to keep: the last N, the first of every KIMG thousand images, and the N best by a"
            + " metric of --metrics; others are removed when a newer one is complete and measured"
            + " (default: all, or what the run was started with)."
      })
  Retention keepSnapshots;

  @Option(
      names = "--on-divergence",
      paramLabel = "stop|rollback[=X]|ignore",
      converter = OnDivergenceConverter.class,
      completionCandidates = OnDivergenceConverter.class,
      description = {
        "When losses or weights are not finite, updates are skipped in a row, scores drift away or"
            + " all generated images are one: end with exit code 3; return to the last good"
            + " snapshot and go on with other random numbers, and learning rates times X, at most"
            + " five times without progress; or only say so (default: stop, or what the run was"
            + " started with)."
      })
  OnDivergence onDivergence;

  @Option(
      names = "--preflight",
      description =
          "Before training, try one iteration of every stage of the schedule and show the memory it"
              + " takes; ends if a stage does not fit (default: no).")
  boolean preflight;

  /** Whether all stages are tried before the training. */
  public boolean preflight() {
    return preflight;
  }

  /** What happens when the training goes wrong, if the user said so. */
  public Optional<OnDivergence> onDivergence() {
    return Optional.ofNullable(onDivergence);
  }

  /** Which snapshots stay, if the user said so. */
  public Optional<Retention> retention() {
    return Optional.ofNullable(keepSnapshots);
  }
}
