package io.progan.metrics.feature.onnx;

/**
 * An attribute of a node, as {@code AttributeProto} of the ONNX specification.
 *
 * @param name its name in the operator's definition
 * @param encoded the message
 */
public record OnnxAttribute(String name, byte[] encoded) {
  private static final int NAME = 1;
  private static final int FLOAT = 2;
  private static final int INTEGER = 3;
  private static final int STRING = 4;
  private static final int INTEGERS = 8;
  private static final int TYPE = 20;
  private static final int TYPE_FLOAT = 1;
  private static final int TYPE_INTEGER = 2;
  private static final int TYPE_STRING = 3;
  private static final int TYPE_INTEGERS = 7;

  /** A float32 number. */
  public static OnnxAttribute of(String name, float value) {
    return encode(name, TYPE_FLOAT, out -> out.writeFloat(FLOAT, value));
  }

  /** A whole number. */
  public static OnnxAttribute of(String name, long value) {
    return encode(name, TYPE_INTEGER, out -> out.writeInt64(INTEGER, value));
  }

  /** A text. */
  public static OnnxAttribute of(String name, String value) {
    return encode(name, TYPE_STRING, out -> out.writeString(STRING, value));
  }

  /** Whole numbers. */
  public static OnnxAttribute of(String name, long[] values) {
    return encode(
        name,
        TYPE_INTEGERS,
        out -> {
          for (long value : values) {
            out.writeInt64(INTEGERS, value);
          }
        });
  }

  private static OnnxAttribute encode(String name, int type, Protobuf.Fields value) {
    byte[] encoded =
        Protobuf.message(
            out -> {
              out.writeString(NAME, name);
              value.write(out);
              out.writeInt32(TYPE, type);
            });
    return new OnnxAttribute(name, encoded);
  }
}
