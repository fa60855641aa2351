package io.progan.core.training.step;

import io.progan.core.network.Stage;

/**
 * What a stage's graphs are built for.
 *
 * @param stage how far the networks have grown
 * @param minibatch images a step, over all replicas; divisible by their number
 */
public record StageSize(Stage stage, int minibatch) {}
