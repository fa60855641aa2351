package io.progan.dataset.torch;

import io.progan.dataset.DatasetException;
import io.progan.dataset.pickle.PickleReader;
import io.progan.dataset.pickle.PickleSequence;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The form before PyTorch 1.6 ({@code _legacy_save} of {@code torch/serialization.py}): pickles of
 * a magic number, a version, the system and the object; a pickled list of the storages' keys; then
 * for each of them the number of its elements in 64 bits, and the elements.
 */
final class StreamForm {
  private static final int VERSION = 1001;
  private static final byte[] MAGIC = {
    (byte) 0x8a,
    10,
    0x6c,
    (byte) 0xfc,
    (byte) 0x9c,
    0x46,
    (byte) 0xf9,
    0x20,
    0x6a,
    (byte) 0xa8,
    0x50,
    0x19,
    '.'
  };
  private static final int PROTO = 0x80;
  private static final int FRAME = 0x95;
  private static final int PROTO_BYTES = 2;
  private static final int FRAME_BYTES = 9;

  private static final PickleReader PLAIN = PickleReader.allowing();

  private final Path file;
  private final FileChannel channel;

  private StreamForm(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Whether a file that begins so is of this form: the pickled magic number, of any protocol. */
  static boolean isStartOf(byte[] start) {
    if (start.length < PROTO_BYTES + FRAME_BYTES + MAGIC.length || (start[0] & 0xff) != PROTO) {
      return false;
    }
    boolean framed = (start[PROTO_BYTES] & 0xff) == FRAME;
    int from = framed ? PROTO_BYTES + FRAME_BYTES : PROTO_BYTES;
    return Arrays.equals(start, from, from + MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /** The object, as the pickle reader has it; its storages are located. */
  static Object read(Path file, FileChannel channel) throws IOException {
    return new StreamForm(file, channel).read();
  }

  private Object read() throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      PickleSequence pickles = new PickleSequence(in, file.toString(), channel.size());
      pickles.next(PLAIN);
      Object version = pickles.next(PLAIN);
      if (!Integer.valueOf(VERSION).equals(version)) {
        throw error("is of version %s of torch.save, which is not read".formatted(version));
      }
      if (!(pickles.next(PLAIN) instanceof Map<?, ?> system)
          || !Boolean.TRUE.equals(system.get("little_endian"))) {
        throw error("is big-endian, which is not read; save it again on a usual machine");
      }
      TorchNames names = new TorchNames();
      Object content = pickles.next(PickleReader.of(names));
      Object keys = pickles.next(PLAIN);
      if (!(keys instanceof List<?> list)) {
        throw error("has no list of storages behind its object");
      }
      locate(names, list, pickles.position());
      return content;
    }
  }

  private void locate(TorchNames names, List<?> keys, long start) throws IOException {
    long position = start;
    for (Object key : keys) {
      TorchStorage storage = names.storages().get(key);
      if (storage == null || storage.isLocated()) {
        throw error(
            "lists storage '%s', which %s"
                .formatted(key, storage == null ? "no tensor has" : "it has listed before"));
      }
      String place = "%s: storage '%s'".formatted(file, key);
      long count = count(position, place);
      if (count != storage.count()) {
        throw new DatasetException(
            "%s: has %d elements at byte %d, but its tensors are of %d"
                .formatted(place, count, position, storage.count()));
      }
      position += Long.BYTES;
      storage.locate(channel, position, place);
      position += storage.bytes();
    }
    for (TorchStorage storage : names.storages().values()) {
      if (!storage.isLocated()) {
        throw error("does not hold storage '%s', which a tensor has".formatted(storage.key()));
      }
    }
    if (position != channel.size()) {
      throw error(
          "goes on at byte %d, behind its last storage: only one object in a file is read"
              .formatted(position));
    }
  }

  private long count(long position, String place) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new DatasetException(
            "%s: file ends before it, after %d bytes; it is truncated"
                .formatted(place, channel.size()));
      }
    }
    return bytes.getLong(0);
  }

  private DatasetException error(String reason) {
    return new DatasetException(file + ": " + reason);
  }
}
