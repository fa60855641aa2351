package io.progan.metrics.neighbors;

/**
 * A vector that is near to another.
 *
 * @param index its position among all vectors that were searched
 * @param distance the Euclidean distance, 0 for equal vectors
 */
public record Neighbor(long index, double distance) {}
