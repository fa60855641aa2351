/**
 * Multi-scale structural similarity of pairs of pictures, a measure of how varied generated
 * pictures are. Imports {@code image} only.
 */
package io.progan.metrics.msssim;
