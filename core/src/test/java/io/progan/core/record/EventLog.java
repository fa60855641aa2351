package io.progan.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.progan.dataset.tfrecord.RecordFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads event files with nothing but the numbers of the fields, as TensorFlow's protos give them.
 */
final class EventLog {

  /**
   * A value.
   *
   * @param kind the field in which it lies: 2 a number, 4 an image, 5 a histogram, 8 a tensor
   */
  record Value(long step, String tag, int kind, Map<Integer, Object> content) {

    double number() {
      return (Float) content.get(kind);
    }
  }

  final List<Value> values = new ArrayList<>();

  /** Steps of events with values; of a start, -1 - step. */
  final List<Long> steps = new ArrayList<>();

  EventLog(Path folder) throws IOException {
    for (Path file : EventFile.list(folder)) {
      byte[] all = Files.readAllBytes(file);
      int offset = 0;
      while (offset < all.length) {
        int begin = offset + RecordFrame.HEADER_BYTES;
        byte[] header = Arrays.copyOfRange(all, offset, begin);
        assertThat(RecordFrame.headerIntact(header)).isTrue();
        int length = (int) RecordFrame.payloadLength(header);
        byte[] payload = Arrays.copyOfRange(all, begin, begin + length);
        assertThat(RecordFrame.around(payload))
            .isEqualTo(Arrays.copyOfRange(all, offset, begin + length + 4));
        event(fields(payload), offset == 0);
        offset += RecordFrame.OVERHEAD_BYTES + length;
      }
    }
  }

  private void event(Map<Integer, List<Object>> event, boolean first) throws IOException {
    assertThat((Double) event.get(1).get(0)).isGreaterThan(1e9);
    assertThat(event.containsKey(3)).isEqualTo(first);
    long step = (Long) event.get(2).get(0);
    if (event.containsKey(5)) {
      steps.add(step);
      for (Object value : fields((byte[]) event.get(5).get(0)).getOrDefault(1, List.of())) {
        value(step, fields((byte[]) value));
      }
    } else if (event.containsKey(7)) {
      assertThat(fields((byte[]) event.get(7).get(0)).get(1)).containsExactly(1L);
      steps.add(-1 - step);
    } else {
      assertThat(event.get(3)).containsExactly("brain.Event:2".getBytes(StandardCharsets.US_ASCII));
    }
  }

  private void value(long step, Map<Integer, List<Object>> fields) throws IOException {
    String tag = new String((byte[]) fields.get(1).get(0), StandardCharsets.UTF_8);
    Map<Integer, Object> content = new TreeMap<>();
    int kind = fields.keySet().stream().filter(List.of(2, 4, 5, 8)::contains).findAny().get();
    if (kind == 2) {
      content.put(2, fields.get(2).get(0));
    } else {
      fields((byte[]) fields.get(kind).get(0)).forEach((k, v) -> content.put(k, v.get(0)));
    }
    values.add(new Value(step, tag, kind, content));
  }

  private static Map<Integer, List<Object>> fields(byte[] message) throws IOException {
    Map<Integer, List<Object>> fields = new TreeMap<>();
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      Object value =
          switch (WireFormat.getTagWireType(tag)) {
            case WireFormat.WIRETYPE_VARINT -> (Object) in.readInt64();
            case WireFormat.WIRETYPE_FIXED64 -> (Object) in.readDouble();
            case WireFormat.WIRETYPE_FIXED32 -> (Object) in.readFloat();
            default -> (Object) in.readByteArray();
          };
      fields.computeIfAbsent(WireFormat.getTagFieldNumber(tag), k -> new ArrayList<>()).add(value);
    }
    return fields;
  }

  /** A packed field of doubles. */
  static double[] doubles(Object packed) {
    ByteBuffer bytes = ByteBuffer.wrap((byte[]) packed).order(ByteOrder.LITTLE_ENDIAN);
    double[] numbers = new double[bytes.remaining() / Double.BYTES];
    bytes.asDoubleBuffer().get(numbers);
    return numbers;
  }
}
