package io.progan.core.snapshot;

import java.util.function.Consumer;

/**
 * How the records of a run are kept.
 *
 * @param retention which snapshots stay
 * @param ranking which of them are the best, if the retention asks for it
 * @param warnings told in one line of what could not be written; the training goes on
 */
public record Keeping(Retention retention, SnapshotRanking ranking, Consumer<String> warnings) {}
