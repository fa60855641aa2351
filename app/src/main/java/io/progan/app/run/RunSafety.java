package io.progan.app.run;

import io.progan.app.choice.OnDivergence;
import io.progan.core.snapshot.Retention;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a run is kept rather than what it computes.
 *
 * @param chosenRetention which snapshots stay; empty for all, or what the run was started with
 * @param chosenOnDivergence what happens when the training goes wrong; empty to stop, or for what
 *     the run was started with
 * @param preflight whether all stages are tried before the training
 */
public record RunSafety(
    Optional<Retention> chosenRetention,
    Optional<OnDivergence> chosenOnDivergence,
    boolean preflight) {

  private static final String KEEP_SNAPSHOTS = "keep-snapshots";
  private static final String ON_DIVERGENCE = "on-divergence";

  /**
   * The same, with what was not chosen filled in.
   *
   * @param kept what the run was started with, as {@link #kept} gave it
   */
  public RunSafety orElse(Map<String, String> kept) {
    return new RunSafety(
        chosenRetention.or(
            () -> Optional.ofNullable(kept.get(KEEP_SNAPSHOTS)).map(Retention::parse)),
        chosenOnDivergence.or(
            () -> Optional.ofNullable(kept.get(ON_DIVERGENCE)).map(OnDivergence::parse)),
        preflight);
  }

  /** What a run that goes on is to know, by option name. */
  Map<String, String> kept() {
    Map<String, String> kept = new TreeMap<>();
    kept.put(KEEP_SNAPSHOTS, retention().toString());
    kept.put(ON_DIVERGENCE, onDivergence().toString());
    return kept;
  }

  /** What happens when the training goes wrong. */
  OnDivergence onDivergence() {
    return chosenOnDivergence.orElse(OnDivergence.STOP);
  }

  /** Which snapshots stay. */
  public Retention retention() {
    return chosenRetention.orElse(Retention.ALL);
  }
}
