package io.progan.dataset.tfrecord;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An image as the payload of a record: a {@code tf.train.Example} with the features {@code data}
 * (one byte string) and {@code shape} (three int64: channels, height, width).
 *
 * <p>Message fields (TensorFlow's {@code example.proto} and {@code feature.proto}):
 * Example.features = 1; Features.feature = 1, a map of entries key = 1 and value = 2;
 * Feature.bytes_list = 1 and Feature.int64_list = 3; value = 1 in both lists. A map has no order:
 * both are read, {@code data} is always written first, as deterministic serialisation does.
 */
public final class ImageRecord {
  private static final int ONLY_FIELD = 1;
  private static final int VALUE_FIELD = 2;
  private static final int BYTES_FIELD = 1;
  private static final int INT64_FIELD = 3;
  private static final int DIMENSIONS = 3;
  private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SHAPE = "shape".getBytes(StandardCharsets.US_ASCII);

  private ImageRecord() {}

  /** A whole record with its frame, ready to be appended to a file; a pure function. */
  public static byte[] encode(RawImage image) {
    try {
      return encodeChecked(image);
    } catch (IOException e) {
      throw new UncheckedIOException("encoding into memory failed", e);
    }
  }

  private static byte[] encodeChecked(RawImage image) throws IOException {
    int[] dimensions = {image.channels(), image.height(), image.width()};
    int packed = 0;
    for (int dimension : dimensions) {
      packed += CodedOutputStream.computeInt64SizeNoTag(dimension);
    }
    int dataList = nested(image.data().length);
    int shapeList = nested(packed);
    int dataEntry = nested(DATA.length) + nested(nested(dataList));
    int shapeEntry = nested(SHAPE.length) + nested(nested(shapeList));
    int features = nested(dataEntry) + nested(shapeEntry);
    byte[] frame = new byte[RecordFrame.OVERHEAD_BYTES + nested(features)];
    CodedOutputStream out =
        CodedOutputStream.newInstance(frame, RecordFrame.HEADER_BYTES, nested(features));
    open(out, ONLY_FIELD, features);

    open(out, ONLY_FIELD, dataEntry);
    out.writeByteArray(ONLY_FIELD, DATA);
    open(out, VALUE_FIELD, nested(dataList));
    open(out, BYTES_FIELD, dataList);
    out.writeByteArray(ONLY_FIELD, image.data());

    open(out, ONLY_FIELD, shapeEntry);
    out.writeByteArray(ONLY_FIELD, SHAPE);
    open(out, VALUE_FIELD, nested(shapeList));
    open(out, INT64_FIELD, shapeList);
    open(out, ONLY_FIELD, packed);
    for (int dimension : dimensions) {
      out.writeInt64NoTag(dimension);
    }
    out.checkNoSpaceLeft();
    RecordFrame.close(frame);
    return frame;
  }

  /** The bytes of a field below 16 that holds so many bytes: tag, length and content. */
  private static int nested(int bytes) {
    return 1 + CodedOutputStream.computeUInt32SizeNoTag(bytes) + bytes;
  }

  private static void open(CodedOutputStream out, int field, int length) throws IOException {
    out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt32NoTag(length);
  }

  /**
   * Reads a payload.
   *
   * @throws DatasetException if it is no such message or its shape does not fit its data; the
   *     message is the reason alone, without a place
   */
  static RawImage decode(ByteBuffer payload) throws DatasetException {
    ByteBuffer data = null;
    List<Long> shape = List.of();
    try {
      for (ByteBuffer features : fields(payload, ONLY_FIELD)) {
        for (ByteBuffer entry : fields(features, ONLY_FIELD)) {
          ByteBuffer key = last(fields(entry, ONLY_FIELD));
          ByteBuffer value = last(fields(entry, VALUE_FIELD));
          if (key.equals(ByteBuffer.wrap(DATA))) {
            data = last(fields(last(fields(value, BYTES_FIELD)), ONLY_FIELD));
          } else if (key.equals(ByteBuffer.wrap(SHAPE))) {
            shape = integers(last(fields(value, INT64_FIELD)));
          }
        }
      }
    } catch (IOException e) {
      throw new DatasetException("not an image example (malformed protocol buffer)", e);
    }
    if (data == null || shape.isEmpty()) {
      String missing = data == null ? "data" : "shape";
      throw new DatasetException("not an image example (no feature '" + missing + "')");
    }
    return image(data, shape);
  }

  private static RawImage image(ByteBuffer data, List<Long> shape) throws DatasetException {
    int bytes = data.remaining();
    boolean fits = shape.size() == DIMENSIONS;
    long product = 1;
    for (long n : shape) {
      fits &= n >= 1 && n <= bytes && product <= bytes;
      product = fits ? product * n : 0;
    }
    if (!fits || product != bytes) {
      throw new DatasetException("shape " + shape + " does not fit " + bytes + " bytes of data");
    }
    byte[] pixels = new byte[bytes];
    data.get(pixels);
    return new RawImage(
        shape.get(0).intValue(), shape.get(1).intValue(), shape.get(2).intValue(), pixels);
  }

  /** The contents of all fields of that number, as views; other fields are skipped. */
  private static List<ByteBuffer> fields(ByteBuffer message, int field) throws IOException {
    List<ByteBuffer> found = new ArrayList<>();
    CodedInputStream in = CodedInputStream.newInstance(message);
    in.enableAliasing(true);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == tag(field)) {
        found.add(in.readByteBuffer());
      } else {
        in.skipField(tag);
      }
    }
    return found;
  }

  /** Of a field that occurs more than once the last counts; none is an empty one. */
  private static ByteBuffer last(List<ByteBuffer> fields) {
    return fields.isEmpty() ? ByteBuffer.allocate(0) : fields.get(fields.size() - 1);
  }

  /** The values of an Int64List, which may be packed or not. */
  private static List<Long> integers(ByteBuffer list) throws IOException {
    List<Long> values = new ArrayList<>();
    CodedInputStream in = CodedInputStream.newInstance(list);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == tag(ONLY_FIELD)) {
        int outer = in.pushLimit(in.readRawVarint32());
        while (!in.isAtEnd()) {
          values.add(in.readInt64());
        }
        in.popLimit(outer);
      } else if (tag == (ONLY_FIELD << 3 | WireFormat.WIRETYPE_VARINT)) {
        values.add(in.readInt64());
      } else {
        in.skipField(tag);
      }
    }
    return values;
  }

  private static int tag(int field) {
    return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }
}
