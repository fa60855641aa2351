package io.progan.metrics.feature.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.progan.metrics.feature.onnx.Protobuf.Fields;
import java.io.IOException;

/** Changes protocol buffer messages. */
final class MessageEditor {

  private MessageEditor() {}

  /** Makes another message of one. */
  interface Change {
    /** The other one; the same if it is to stay, null if it is to go. */
    byte[] of(byte[] message) throws IOException;
  }

  /** Writes a message anew with all fields of a number replaced by others, which come first. */
  static byte[] replace(byte[] message, int number, Fields others) {
    return Protobuf.message(
        out -> {
          others.write(out);
          copy(message, out, number, content -> null);
        });
  }

  /** Writes a message anew with each message in a field of a number changed. */
  static byte[] change(byte[] message, int number, Change change) {
    return Protobuf.message(out -> copy(message, out, number, change));
  }

  private static void copy(byte[] message, CodedOutputStream out, int number, Change change)
      throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(message);
    int begin = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == number) {
        byte[] changed = change.of(in.readByteArray());
        if (changed != null) {
          out.writeByteArray(number, changed);
        }
      } else {
        in.skipField(tag);
        out.writeRawBytes(message, begin, in.getTotalBytesRead() - begin);
      }
      begin = in.getTotalBytesRead();
    }
  }
}
