/**
 * The network whose features and class probabilities FID, KID, precision and recall, nearest
 * neighbours and the Inception score are computed from, read from a file of the user. Imports
 * {@code image} only.
 */
package io.progan.metrics.feature;
