/**
 * The sliced Wasserstein distance between patches of two sets of pictures, at every level of their
 * Laplacian pyramids. Imports {@code image} only.
 */
package io.progan.metrics.swd;
