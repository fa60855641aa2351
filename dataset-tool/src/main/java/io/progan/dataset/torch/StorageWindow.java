package io.progan.dataset.torch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The part of a storage that is in memory; moves on as elements are asked for. */
final class StorageWindow {
  private static final int BYTES = 1 << 16;

  private final TorchStorage storage;
  private final int elementBytes;
  private final ByteBuffer buffer = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long first;
  private long end;

  StorageWindow(TorchStorage storage) {
    this.storage = storage;
    this.elementBytes = storage.type().bytes();
  }

  double doubleAt(long element) throws IOException {
    return storage.type().doubleAt(buffer, offset(element));
  }

  long longAt(long element) throws IOException {
    return storage.type().longAt(buffer, offset(element));
  }

  private int offset(long element) throws IOException {
    if (element < first || element >= end) {
      storage.read(element, buffer);
      first = element;
      end = element + buffer.limit() / elementBytes;
    }
    return (int) (element - first) * elementBytes;
  }
}
