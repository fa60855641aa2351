package io.progan.app.metrics;

import io.progan.dataset.RawImage;
import io.progan.dataset.source.ImageSource;
import io.progan.metrics.image.ImageBatch;
import io.progan.metrics.registry.MetricInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;

/** A folder of pictures in the order of their names, decoded on all processors. */
final class FolderSamples implements SampleSet {

  private final Path path;
  private final ImageSource source;
  private final SampleShape shape;

  /**
   * Decodes the first picture.
   *
   * @param source the pictures; closed with this set
   * @throws io.progan.dataset.DatasetException if it is damaged
   */
  FolderSamples(Path path, ImageSource source) throws IOException {
    this.path = path;
    this.source = source;
    RawImage first = source.image(0);
    this.shape = new SampleShape(first.channels(), first.height(), first.width());
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public int count() {
    return source.count();
  }

  @Override
  public Optional<SampleShape> shape() {
    return Optional.of(shape);
  }

  @Override
  public SampleReader open(int first) {
    return new SampleReader() {
      private int next = first;

      @Override
      public MetricInput next(int wanted) throws IOException {
        int begin = next;
        next += wanted;
        return MetricInput.of(decode(begin, wanted));
      }
    };
  }

  private ImageBatch decode(int begin, int wanted) throws IOException {
    byte[] pixels = new byte[Math.multiplyExact(wanted, shape.length())];
    try {
      IntStream.range(0, wanted).parallel().forEach(i -> decode(begin + i, pixels, i));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return ImageBatch.ofBytes(pixels, wanted, shape.channels(), shape.height(), shape.width());
  }

  private void decode(int image, byte[] into, int position) {
    try {
      byte[] data = source.image(image).data();
      System.arraycopy(data, 0, into, position * shape.length(), shape.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
