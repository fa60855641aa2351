package io.progan.metrics.feature.tensorflow;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Parts that several messages of a graph have in common. */
final class Messages {
  private static final int SHAPE_DIMENSION = 2;
  private static final int DIMENSION_SIZE = 1;

  /** Reads one value. */
  interface ValueReader {
    /** Reads it from the stream. */
    void read(CodedInputStream in) throws IOException;
  }

  private Messages() {}

  /** Reads a repeated number, which may be packed into one field or have a field for each value. */
  static void repeated(CodedInputStream in, int tag, ValueReader reader) throws IOException {
    if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      reader.read(in);
      return;
    }
    int end = in.pushLimit(in.readRawVarint32());
    while (in.getBytesUntilLimit() > 0) {
      reader.read(in);
    }
    in.popLimit(end);
  }

  /** The axes of a {@code TensorShapeProto}, -1 for any length. */
  static long[] shape(byte[] message) throws IOException {
    List<Long> sizes = new ArrayList<>();
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == SHAPE_DIMENSION) {
        sizes.add(size(in.readByteArray()));
      } else {
        in.skipField(tag);
      }
    }
    return sizes.stream().mapToLong(size -> size).toArray();
  }

  private static long size(byte[] dimension) throws IOException {
    long size = 0;
    CodedInputStream in = CodedInputStream.newInstance(dimension);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == DIMENSION_SIZE) {
        size = in.readInt64();
      } else {
        in.skipField(tag);
      }
    }
    return size;
  }
}
