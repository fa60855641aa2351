package io.progan.core.layer.norm;

/**
 * How batch norm computes.
 *
 * @param epsilon added under the root
 * @param unbiased whether the running variance is the unbiased one
 */
public record BatchNormSettings(double epsilon, boolean unbiased) {}
