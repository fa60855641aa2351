package io.progan.app.mixin;

import io.progan.core.snapshot.Retention;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Options that say how a run is kept rather than what it computes. */
public final class SafetyOptions {

  private static final String KEEP_SNAPSHOTS = "keep-snapshots";
  private static final String ON_DIVERGENCE = "on-divergence";

  @Option(
      names = "--" + KEEP_SNAPSHOTS,
      paramLabel = "last=N,every=KIMG",
      converter = RetentionConverter.class,
      description = {
        "Snapshots to keep: the last N, and the first of every KIMG thousand images; older ones are"
            + " removed when a newer one is complete (default: all, or what the run was started"
            + " with)."
      })
  Retention keepSnapshots;

  @Option(
      names = "--" + ON_DIVERGENCE,
      paramLabel = "stop|rollback|ignore",
      description = {
        "When losses or weights are not finite, updates are skipped in a row, scores drift away or"
            + " all generated images are one: end with exit code 3; return to the last snapshot and"
            + " go on with other random numbers, at most three times; or only say so (default:"
            + " stop, or what the run was started with)."
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

  /**
   * Fills in what was not given.
   *
   * @param kept what the run was started with, as {@link #kept} gave it
   */
  public void fill(Map<String, String> kept) {
    if (keepSnapshots == null && kept.containsKey(KEEP_SNAPSHOTS)) {
      keepSnapshots = Retention.parse(kept.get(KEEP_SNAPSHOTS));
    }
    if (onDivergence == null && kept.containsKey(ON_DIVERGENCE)) {
      onDivergence = OnDivergence.valueOf(kept.get(ON_DIVERGENCE).toUpperCase(Locale.ROOT));
    }
  }

  /** What a run that goes on is to know, by option name. */
  public Map<String, String> kept() {
    Map<String, String> kept = new TreeMap<>();
    kept.put(KEEP_SNAPSHOTS, retention().toString());
    kept.put(ON_DIVERGENCE, onDivergence().toString());
    return kept;
  }

  /** What happens when the training goes wrong. */
  public OnDivergence onDivergence() {
    return Optional.ofNullable(onDivergence).orElse(OnDivergence.STOP);
  }

  /** Which snapshots stay. */
  public Retention retention() {
    return Optional.ofNullable(keepSnapshots).orElse(Retention.ALL);
  }
}
