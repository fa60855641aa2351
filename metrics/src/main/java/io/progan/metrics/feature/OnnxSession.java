package io.progan.metrics.feature;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A model in ONNX Runtime, which holds its weights and working memory outside the Java heap until
 * it is closed.
 */
final class OnnxSession implements AutoCloseable {

  private final OrtEnvironment environment;
  private final OrtSession session;
  private boolean closed;

  private OnnxSession(OrtEnvironment environment, OrtSession session) {
    this.environment = environment;
    this.session = session;
  }

  /**
   * Starts a model.
   *
   * @param model the bytes of an ONNX file
   * @throws UnusableNetworkException if ONNX Runtime cannot run it, or cannot run on this system
   */
  static OnnxSession of(byte[] model) throws UnusableNetworkException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      // Threads that wait sleep at once, so that they take nothing from others.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return new OnnxSession(environment, environment.createSession(model, options));
    } catch (OrtException e) {
      throw new UnusableNetworkException("ONNX Runtime refuses it: " + reason(e), e);
    } catch (LinkageError e) {
      throw new UnusableNetworkException("ONNX Runtime has no library for this system", e);
    }
  }

  private static String reason(OrtException e) {
    return e.getMessage().replaceFirst("^Error code - \\S+ - message: ", "").strip();
  }

  /** The inputs by name. */
  Map<String, NodeInfo> inputs() throws UnusableNetworkException {
    try {
      return session.getInputInfo();
    } catch (OrtException e) {
      throw new UnusableNetworkException("ONNX Runtime cannot read its inputs: " + reason(e), e);
    }
  }

  /** The names of the outputs, in the order of the file. */
  Set<String> outputs() {
    return session.getOutputNames();
  }

  /**
   * Runs the model once.
   *
   * @param input the value of its input
   * @param outputs the names of the outputs that are wanted
   * @return the float32 outputs among them, flattened; others are left out
   * @throws UnusableNetworkException if the model fails on this input
   * @throws IllegalStateException after {@link #close}
   */
  Map<String, float[]> run(InputTensor input, Set<String> outputs) throws UnusableNetworkException {
    if (closed) {
      throw new IllegalStateException("the feature network was closed");
    }
    try (OnnxTensor tensor = input.toOnnx(environment);
        OrtSession.Result result = session.run(Map.of(input.name(), tensor), outputs)) {
      Map<String, float[]> values = new LinkedHashMap<>();
      for (Map.Entry<String, OnnxValue> output : result) {
        if (output.getValue() instanceof OnnxTensor numbers
            && numbers.getInfo().type == OnnxJavaType.FLOAT) {
          FloatBuffer buffer = numbers.getFloatBuffer();
          float[] copy = new float[buffer.remaining()];
          buffer.get(copy);
          values.put(output.getKey(), copy);
        }
      }
      return values;
    } catch (OrtException e) {
      throw new UnusableNetworkException("ONNX Runtime fails to run it: " + reason(e), e);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot free a network: " + reason(e), e);
    }
  }
}
