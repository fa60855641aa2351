/**
 * A convolutional classifier of greyscale pictures, trained here: its shape, its weights, how it is
 * trained and how it is asked. Runs on Deeplearning4j. Imports no other package of the metrics.
 */
package io.progan.metrics.classifier;
