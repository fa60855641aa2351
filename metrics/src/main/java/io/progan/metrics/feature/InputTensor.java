package io.progan.metrics.feature;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.progan.metrics.image.BilinearFilter;
import io.progan.metrics.image.ImageBatch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Pictures in the form that a network wants.
 *
 * @param name the input they are for
 * @param shape the four axes
 * @param values values in [0, 255], the last axis running fastest
 * @param bytes whether the values become unsigned bytes
 */
record InputTensor(String name, long[] shape, float[] values, boolean bytes) {

  /**
   * Scales pictures to the size that the network wants and orders the axes. Where it wants more
   * pictures than there are, black ones follow.
   *
   * @param images RGB, not more than the network takes at once
   */
  static InputTensor of(InputSpec spec, ImageBatch images) {
    ImageBatch scaled =
        BilinearFilter.resize(
            images,
            spec.height() > 0 ? spec.height() : images.height(),
            spec.width() > 0 ? spec.width() : images.width());
    int count = spec.minibatch() > 0 ? spec.minibatch() : images.count();
    int height = scaled.height();
    int width = scaled.width();
    float[] values = spec.channelsFirst() ? scaled.values() : channelsLast(scaled);
    long[] shape =
        spec.channelsFirst()
            ? new long[] {count, scaled.channels(), height, width}
            : new long[] {count, height, width, scaled.channels()};
    int length = count * scaled.channels() * height * width;
    float[] whole = values.length == length ? values : Arrays.copyOf(values, length);
    return new InputTensor(spec.name(), shape, whole, spec.bytes());
  }

  private static float[] channelsLast(ImageBatch images) {
    float[] in = images.values();
    float[] out = new float[in.length];
    int area = images.height() * images.width();
    int channels = images.channels();
    for (int plane = 0; plane < images.planes(); plane++) {
      int to = plane / channels * channels * area + plane % channels;
      for (int i = 0; i < area; i++) {
        out[to + i * channels] = in[plane * area + i];
      }
    }
    return out;
  }

  /** A tensor outside the Java heap, to be closed. */
  OnnxTensor toOnnx(OrtEnvironment environment) throws OrtException {
    if (!bytes) {
      return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
    }
    ByteBuffer buffer = ByteBuffer.allocateDirect(values.length).order(ByteOrder.nativeOrder());
    for (float value : values) {
      buffer.put((byte) Math.rint(Math.max(0, Math.min(255, value))));
    }
    return OnnxTensor.createTensor(environment, buffer.flip(), shape, OnnxJavaType.UINT8);
  }
}
