package io.progan.dataset.write;

import io.progan.dataset.DatasetException;
import io.progan.dataset.numpy.RandomState;
import io.progan.dataset.source.ImageSource;
import io.progan.dataset.tfrecord.DatasetInfo;
import io.progan.dataset.tfrecord.DatasetPart;
import io.progan.dataset.tfrecord.Labels;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Makes a dataset from a source. Images are decoded and encoded by several threads and written in
 * order; only a few are in memory at a time.
 */
public final class DatasetBuilder {
  private static final long SHUFFLE_SEED = 123;
  private static final int IMAGES_PER_THREAD = 2;
  private static final int STOP_SECONDS = 60;

  private final ImageSource source;
  private final BuildOptions options;
  private final BuildListener listener;
  private final List<String> damaged = new ArrayList<>();

  /** Prepares the work; the source stays open and is not closed. */
  public DatasetBuilder(ImageSource source, BuildOptions options, BuildListener listener) {
    this.source = source;
    this.options = options;
    this.listener = listener;
  }

  /**
   * Writes the dataset; a folder of that name comes into being only when all is done.
   *
   * @return the description that stands in {@code dataset.json}
   * @throws DatasetException if an image cannot be used or the folder not made
   * @throws CancellationException if the listener stopped the work
   */
  public DatasetInfo build(Path folder) throws IOException {
    DatasetPart part = part();
    int[] order = order(part);
    damaged.clear();
    ExecutorService pool = Executors.newFixedThreadPool(options.threads(), DatasetBuilder::daemon);
    try (TfRecordDatasetWriter writer = new TfRecordDatasetWriter(folder, options.replace())) {
      int[] written = writeImages(order, pool, writer);
      DatasetNotes notes =
          new DatasetNotes(
              source.description(),
              source.classNames(),
              options.origin().withPart(part),
              new Skipped(source.leftOut(), damaged).lines());
      return writer.finish(labels(written), notes);
    } finally {
      stop(pool);
    }
  }

  /** Waits for the images under way, because the caller may close the source next. */
  private static void stop(ExecutorService pool) {
    pool.shutdownNow();
    try {
      pool.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "dataset-encoder");
    thread.setDaemon(true);
    return thread;
  }

  /** Null if the whole is made. */
  private DatasetPart part() throws IOException {
    BuildOptions.Part part = options.part();
    if (part == null) {
      return null;
    }
    int items = Math.min(source.count(), options.mostImages());
    if (part.parts() > items) {
      throw new DatasetException(
          "%s: %d images cannot be divided into %d parts; ask for fewer"
              .formatted(source.description(), items, part.parts()));
    }
    String checksum = SourceChecksum.of(source);
    return new DatasetPart(part.index(), part.parts(), items, source.leftOut().size(), checksum);
  }

  /** The order of all images, of which a part takes its range. */
  private int[] order(DatasetPart part) {
    int count = source.count();
    int[] order =
        options.shuffle()
            ? new RandomState(SHUFFLE_SEED).permutation(count)
            : IntStream.range(0, count).toArray();
    return part == null ? order : Arrays.copyOfRange(order, part.begin(), part.end());
  }

  /** Gives the numbers of the images that were written, in that order. */
  private int[] writeImages(int[] order, ExecutorService pool, TfRecordDatasetWriter writer)
      throws IOException {
    Deque<Future<EncodedImage>> underWay = new ArrayDeque<>();
    int ahead = Math.min(options.threads() * IMAGES_PER_THREAD, options.mostAhead());
    int[] written = new int[Math.min(order.length, options.mostImages())];
    int count = 0;
    int submitted = 0;
    listener.progress(0, written.length);
    for (int taken = 0; taken < order.length && count < written.length; taken++) {
      if (listener.cancelled()) {
        throw new CancellationException("stopped after " + count + " of " + written.length);
      }
      for (; submitted < order.length && underWay.size() < ahead; submitted++) {
        int index = order[submitted];
        underWay.add(pool.submit(() -> EncodedImage.of(source.image(index))));
      }
      EncodedImage image = usable(underWay.remove(), order[taken]);
      if (image != null) {
        writer.add(image);
        written[count++] = order[taken];
        listener.progress(count, written.length);
      }
    }
    return Arrays.copyOf(written, count);
  }

  /** Null for a bad image that is to be left out. */
  private EncodedImage usable(Future<EncodedImage> image, int index) throws IOException {
    try {
      return await(image);
    } catch (DatasetException e) {
      if (!options.skipBad()) {
        throw e;
      }
      damaged.add(e.getMessage());
      listener.skipped(index, e);
      return null;
    }
  }

  private static EncodedImage await(Future<EncodedImage> image) throws IOException {
    try {
      return image.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException)
          new InterruptedIOException("interrupted while making a dataset").initCause(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(
          "encoding failed: " + e.getCause().getMessage(), e.getCause());
    }
  }

  private Labels labels(int[] order) {
    int size = source.labelSize();
    float[] values = new float[Math.multiplyExact(order.length, size)];
    for (int i = 0; i < order.length && size > 0; i++) {
      System.arraycopy(source.label(order[i]), 0, values, i * size, size);
    }
    return new Labels(order.length, size, values);
  }
}
