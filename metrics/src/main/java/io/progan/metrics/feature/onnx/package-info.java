/** Writes small models in the ONNX format. Imports no other package of the metrics. */
package io.progan.metrics.feature.onnx;
