package io.progan.metrics.feature.tensorflow;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An attribute of a node, as TensorFlow's {@code AttrValue}; what it does not hold is empty.
 *
 * @param text a text
 * @param number a whole number, a truth value (0 or 1) or the number of a type
 * @param real a float32 number
 * @param integers whole numbers of a list
 * @param shape a shape, -1 for any length
 * @param tensor a constant, or null
 */
record Attribute(
    String text, long number, float real, long[] integers, long[] shape, TensorValue tensor) {
  private static final int LIST = 1;
  private static final int TEXT = 2;
  private static final int INTEGER = 3;
  private static final int REAL = 4;
  private static final int TRUTH = 5;
  private static final int TYPE = 6;
  private static final int SHAPE = 7;
  private static final int TENSOR = 8;

  static Attribute parse(byte[] message) throws IOException {
    String text = "";
    long number = 0;
    float real = 0;
    long[] integers = {};
    long[] shape = {};
    TensorValue tensor = null;
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case LIST -> integers = integers(in.readByteArray());
        case TEXT -> text = new String(in.readByteArray(), StandardCharsets.UTF_8);
        case INTEGER, TYPE, TRUTH -> number = in.readInt64();
        case REAL -> real = in.readFloat();
        case SHAPE -> shape = Messages.shape(in.readByteArray());
        case TENSOR -> tensor = TensorValue.parse(in.readByteArray());
        default -> in.skipField(tag);
      }
    }
    return new Attribute(text, number, real, integers, shape, tensor);
  }

  private static long[] integers(byte[] list) throws IOException {
    List<Long> values = new ArrayList<>();
    CodedInputStream in = CodedInputStream.newInstance(list);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == INTEGER) {
        Messages.repeated(in, tag, i -> values.add(i.readInt64()));
      } else {
        in.skipField(tag);
      }
    }
    return values.stream().mapToLong(value -> value).toArray();
  }
}
