/**
 * Sets of feature vectors outside the Java heap, and distances between them. Imports no other
 * package of the metrics.
 */
package io.progan.metrics.vectors;
