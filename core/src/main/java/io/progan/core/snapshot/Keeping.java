package io.progan.core.snapshot;

import java.util.function.Consumer;

/**
 * How the records of a run are kept.
 *
 * @param retention which snapshots stay
 * @param warnings told in one line of what could not be written; the training goes on
 */
public record Keeping(Retention retention, Consumer<String> warnings) {}
