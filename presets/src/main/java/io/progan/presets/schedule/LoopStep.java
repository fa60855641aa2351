package io.progan.presets.schedule;

/**
 * What one pass through the training loop runs with: {@code minibatchRepeats} iterations share it.
 *
 * @param state the training parameters
 * @param resetOptimizers whether both optimisers start anew before it
 */
public record LoopStep(ScheduleState state, boolean resetOptimizers) {}
