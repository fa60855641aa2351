package io.progan.core.training.step;

import io.progan.core.training.state.Role;

/**
 * The outcome of one update of a network.
 *
 * @param role the network
 * @param means the terms of its loss
 * @param applied false if a gradient was not finite and the weights were left as they were
 * @param gradientNorm the L2 norm of the gradients as they were applied; NaN if they were not
 */
public record UpdateReport(Role role, LossMeans means, boolean applied, double gradientNorm) {}
