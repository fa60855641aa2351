package io.progan.metrics.feature.tensorflow;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A constant, as TensorFlow's {@code TensorProto}: float32 numbers, or whole numbers of 32 or 64
 * bits. Other types are read as empty.
 *
 * @param shape its axes
 * @param floats the values if they are float32, else null
 * @param integers the values if they are whole numbers, else null
 */
record TensorValue(long[] shape, float[] floats, long[] integers) {
  private static final int TYPE_FLOAT = 1;
  private static final int TYPE_INT32 = 3;
  private static final int TYPE_INT64 = 9;

  private static final int DTYPE = 1;
  private static final int SHAPE = 2;
  private static final int CONTENT = 4;
  private static final int FLOATS = 5;
  private static final int INT32S = 7;
  private static final int INT64S = 10;

  /** More numbers in one constant are taken for a damaged file. */
  private static final long MAX_VALUES = 1L << 28;

  /** The fields of the message, as they come. */
  private static final class Fields {
    private int type;
    private long[] shape = {};
    private ByteBuffer content = ByteBuffer.allocate(0);
    private final List<Number> values = new ArrayList<>();

    private void read(CodedInputStream in) throws IOException {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case DTYPE -> type = in.readEnum();
          case SHAPE -> shape = Messages.shape(in.readByteArray());
          case CONTENT -> content = in.readByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
          case FLOATS -> Messages.repeated(in, tag, i -> values.add(i.readFloat()));
          case INT32S -> Messages.repeated(in, tag, i -> values.add((long) i.readInt32()));
          case INT64S -> Messages.repeated(in, tag, i -> values.add(i.readInt64()));
          default -> in.skipField(tag);
        }
      }
    }
  }

  static TensorValue parse(byte[] message) throws IOException {
    Fields fields = new Fields();
    fields.read(CodedInputStream.newInstance(message));
    long count = 1;
    for (long length : fields.shape) {
      if (length < 0 || length > MAX_VALUES || count * length > MAX_VALUES) {
        throw new IOException("a constant has an impossible shape");
      }
      count *= length;
    }
    int size = (int) count;
    return switch (fields.type) {
      case TYPE_FLOAT -> new TensorValue(fields.shape, floats(fields, size), null);
      case TYPE_INT32, TYPE_INT64 -> new TensorValue(fields.shape, null, integers(fields, size));
      default -> new TensorValue(fields.shape, null, null);
    };
  }

  private static float[] floats(Fields fields, int size) throws IOException {
    float[] values = new float[size];
    if (packed(fields, size, Float.BYTES)) {
      fields.content.asFloatBuffer().get(values);
      return values;
    }
    for (int i = 0; i < size; i++) {
      values[i] = listed(fields, i).floatValue();
    }
    return values;
  }

  private static long[] integers(Fields fields, int size) throws IOException {
    int bytes = fields.type == TYPE_INT32 ? Integer.BYTES : Long.BYTES;
    boolean packed = packed(fields, size, bytes);
    long[] values = new long[size];
    for (int i = 0; i < size; i++) {
      if (!packed) {
        values[i] = listed(fields, i).longValue();
      } else {
        values[i] =
            bytes == Integer.BYTES
                ? fields.content.getInt(i * bytes)
                : fields.content.getLong(i * bytes);
      }
    }
    return values;
  }

  private static boolean packed(Fields fields, int size, int bytes) throws IOException {
    int length = fields.content.remaining();
    if (length > 0 && length != (long) size * bytes) {
      throw new IOException("a constant of " + size + " numbers holds " + length + " bytes");
    }
    return length > 0;
  }

  /** Where fewer values are listed than the shape has, the last one is repeated. */
  private static Number listed(Fields fields, int index) {
    List<Number> values = fields.values;
    return values.isEmpty() ? 0 : values.get(Math.min(index, values.size() - 1));
  }
}
