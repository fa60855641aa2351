package io.progan.core.dataset;

/**
 * Real images as they lie in the dataset.
 *
 * @param pixels {@code [minibatch, channels, size, size]}, 0..255
 * @param labels {@code [minibatch, labelSize]}
 */
public record RealBatch(byte[] pixels, float[] labels) {}
