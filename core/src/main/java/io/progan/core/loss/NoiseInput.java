package io.progan.core.loss;

import io.progan.core.state.NoiseSource;

/**
 * An input of a step that holds noise.
 *
 * @param name of the input
 * @param kind of noise
 * @param width numbers for each image of the minibatch
 */
public record NoiseInput(String name, NoiseSource.Kind kind, int width) {}
