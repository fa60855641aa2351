package io.progan.app.run;

import java.util.Map;

/**
 * Trained networks that a user wants a new training to start from.
 *
 * @param target a snapshot file, or a run for its newest snapshot
 * @param origins for names or numbers of new classes, those of the old classes whose mean they
 *     begin as, with {@code +} between
 */
public record TransferRequest(String target, Map<String, String> origins) {}
