package io.progan.app.exchange;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.progan.app.console.CommandFailure;
import io.progan.app.console.ExitCode;
import io.progan.core.generate.Generator;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Compares an ONNX model, run by ONNX Runtime, with the generator that it was made from. */
final class OnnxCheck {

  /** Images may differ by so much; they reach about from -1 to 1. */
  static final double TOLERANCE = 1e-4;

  private static final int[] BATCHES = {1, 3};
  private static final long SEED = 1000;

  private OnnxCheck() {}

  /**
   * The largest difference of any value, over batches of different sizes.
   *
   * @throws CommandFailure if ONNX Runtime cannot run the model here
   */
  static double difference(byte[] model, Generator generator) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      double largest = 0;
      try (OrtSession session = environment.createSession(model, options)) {
        for (int batch : BATCHES) {
          largest = Math.max(largest, difference(environment, session, generator, batch));
        }
      }
      return largest;
    } catch (OrtException | LinkageError e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "ONNX Runtime cannot run the model here (%s); --no-check leaves the check out"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static double difference(
      OrtEnvironment environment, OrtSession session, Generator generator, int batch)
      throws OrtException {
    float[] latents = generator.latents(SEED, batch);
    float[] labels = new float[batch * generator.labelSize()];
    for (int i = 0; i < batch && labels.length > 0; i++) {
      labels[i * generator.labelSize() + i % generator.labelSize()] = 1;
    }
    float[] expected = generator.generate(latents, labels).values();
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    try {
      inputs.put("latents", tensor(environment, latents, batch));
      if (labels.length > 0) {
        inputs.put("labels", tensor(environment, labels, batch));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        return difference(expected, ((OnnxTensor) result.get(0)).getFloatBuffer());
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor tensor(OrtEnvironment environment, float[] values, int rows)
      throws OrtException {
    return OnnxTensor.createTensor(
        environment, FloatBuffer.wrap(values), new long[] {rows, values.length / rows});
  }

  /** Infinite where the numbers of values differ, or one is not a number. */
  private static double difference(float[] expected, FloatBuffer actual) {
    if (actual.remaining() != expected.length) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    for (float value : expected) {
      double difference = Math.abs(value - actual.get());
      largest = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(largest, difference);
    }
    return largest;
  }
}
