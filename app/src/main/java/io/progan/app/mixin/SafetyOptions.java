package io.progan.app.mixin;

import io.progan.core.snapshot.Retention;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Options that say how a run is kept rather than what it computes. */
public final class SafetyOptions {

  private static final String KEEP_SNAPSHOTS = "keep-snapshots";

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

  /**
   * Fills in what was not given.
   *
   * @param kept what the run was started with, as {@link #kept} gave it
   */
  public void fill(Map<String, String> kept) {
    if (keepSnapshots == null && kept.containsKey(KEEP_SNAPSHOTS)) {
      keepSnapshots = Retention.parse(kept.get(KEEP_SNAPSHOTS));
    }
  }

  /** What a run that goes on is to know, by option name. */
  public Map<String, String> kept() {
    Map<String, String> kept = new TreeMap<>();
    kept.put(KEEP_SNAPSHOTS, retention().toString());
    return kept;
  }

  /** Which snapshots stay. */
  public Retention retention() {
    return Optional.ofNullable(keepSnapshots).orElse(Retention.ALL);
  }
}
