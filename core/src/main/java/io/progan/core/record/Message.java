package io.progan.core.record;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A protocol buffer message, put together field by field. */
final class Message {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

  private interface Field {
    void write() throws IOException;
  }

  /** Writes to memory, which does not fail. */
  private Message add(Field field) {
    try {
      field.write();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Message number(int field, double value) {
    return add(() -> out.writeDouble(field, value));
  }

  Message number(int field, float value) {
    return add(() -> out.writeFloat(field, value));
  }

  Message number(int field, long value) {
    return add(() -> out.writeInt64(field, value));
  }

  Message text(int field, String value) {
    return add(() -> out.writeString(field, value));
  }

  Message bytes(int field, byte[] value) {
    return add(() -> out.writeByteArray(field, value));
  }

  Message message(int field, Message value) {
    return bytes(field, value.toBytes());
  }

  /** A packed repeated field. */
  Message numbers(int field, double[] values) {
    Message packed = new Message();
    for (double value : values) {
      packed.add(() -> packed.out.writeDoubleNoTag(value));
    }
    return message(field, packed);
  }

  byte[] toBytes() {
    add(out::flush);
    return bytes.toByteArray();
  }
}
