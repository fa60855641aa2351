/**
 * The Inception score from the class probabilities that a classifier gives to generated pictures.
 * Imports no other package of the metrics.
 */
package io.progan.metrics.inception;
