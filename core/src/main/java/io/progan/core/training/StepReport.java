package io.progan.core.training;

/**
 * The outcome of one update.
 *
 * @param means the step's losses and scores
 * @param applied false if a gradient was not finite and the weights were left as they were
 * @param gradientNorm the L2 norm of the gradients as they were applied; NaN if they were not
 * @param <R> the kind of report
 */
public record StepReport<R>(R means, boolean applied, double gradientNorm) {}
