/**
 * Reads frozen TensorFlow graphs and rewrites them in the ONNX format. Imports {@code onnx} only.
 */
package io.progan.metrics.feature.tensorflow;
