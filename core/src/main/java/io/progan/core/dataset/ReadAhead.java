package io.progan.core.dataset;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import io.progan.dataset.tfrecord.TfRecordReader;
import io.progan.dataset.tfrecord.TfRecordShard;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Reads minibatches of one shard on a thread of its own, a bounded number ahead. */
final class ReadAhead implements AutoCloseable {

  private static final int MOST_AHEAD = 64;

  /** What is read ahead may fill this part of the heap. */
  private static final int HEAP_SHARE = 4;

  /** A minibatch, or why there is none. */
  private record Item(byte[] pixels, Throwable failure) {}

  private final TfRecordShard shard;
  private final ImageOrder order;
  private final int minibatch;
  private final BlockingQueue<Item> queue;
  private final TfRecordReader reader;
  private final Thread thread;

  /**
   * Starts reading.
   *
   * @param order the order of the images, owned by this object from now on
   * @param minibatch images at a time
   * @param ahead how many minibatches may wait; at least one does
   */
  ReadAhead(TfRecordShard shard, ImageOrder order, int minibatch, long ahead) throws IOException {
    this.shard = shard;
    this.order = order;
    this.minibatch = minibatch;
    long fitting = Runtime.getRuntime().maxMemory() / HEAP_SHARE / bytes(shard, minibatch);
    long capacity = Math.max(1, Math.min(MOST_AHEAD, Math.min(ahead, fitting)));
    this.queue = new ArrayBlockingQueue<>((int) capacity);
    this.reader = shard.open();
    this.thread = new Thread(this::readAll, "read-ahead");
    thread.setDaemon(true);
    thread.start();
  }

  int minibatch() {
    return minibatch;
  }

  /** The next minibatch, {@code [minibatch, channels, size, size]}; waits for it. */
  byte[] take() throws IOException {
    try {
      Item item = queue.take();
      if (item.failure instanceof IOException failure) {
        throw failure;
      }
      if (item.failure != null) {
        throw new IllegalStateException("cannot read " + shard.file(), item.failure);
      }
      return item.pixels;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for images");
    }
  }

  private void readAll() {
    try {
      while (true) {
        queue.put(read());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Item read() {
    int imageLength = Math.toIntExact(bytes(shard, 1));
    try {
      byte[] pixels = new byte[minibatch * imageLength];
      int position = 0;
      for (int index : order.next(minibatch)) {
        reader.seek(index, shard.recordBytes());
        RawImage image = reader.next();
        if (image == null || image.data().length != imageLength) {
          throw new DatasetException(
              "%s: record %d is not an image of %d x %d"
                  .formatted(shard.file(), index, shard.resolution(), shard.resolution()));
        }
        System.arraycopy(image.data(), 0, pixels, position, imageLength);
        position += imageLength;
      }
      return new Item(pixels, null);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // The trainer is waiting for this thread, whatever went wrong.
      return new Item(null, e);
    }
  }

  private static long bytes(TfRecordShard shard, int minibatch) {
    return (long) minibatch * shard.channels() * shard.resolution() * shard.resolution();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
      reader.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new IllegalStateException("cannot close " + shard.file(), e);
    }
  }
}
