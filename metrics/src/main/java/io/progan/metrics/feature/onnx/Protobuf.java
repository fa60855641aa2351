package io.progan.metrics.feature.onnx;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Encodes one protocol buffer message in memory. */
final class Protobuf {

  /** Writes the fields of a message. */
  interface Fields {
    /** Writes them; memory does not fail. */
    void write(CodedOutputStream out) throws IOException;
  }

  private Protobuf() {}

  static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      fields.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
