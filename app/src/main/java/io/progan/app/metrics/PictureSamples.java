package io.progan.app.metrics;

import io.progan.dataset.RawImage;
import io.progan.dataset.source.PictureOptions;
import io.progan.dataset.source.PictureSource;
import io.progan.metrics.image.ImageBatch;
import io.progan.metrics.image.ImageShape;
import io.progan.metrics.registry.MetricInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A folder or archive of pictures in the order of their names, decoded on all processors. */
final class PictureSamples implements SampleSet {

  private final Path path;
  private final PictureSource source;
  private final PictureOptions options;
  private final ImageShape shape;

  /**
   * Decodes the first picture.
   *
   * @param path of the folder or archive
   * @param source the pictures; closed with this set, or at once if this fails
   * @param options that the source was opened with
   * @throws io.progan.dataset.DatasetException if it is damaged
   */
  static PictureSamples open(Path path, PictureSource source, PictureOptions options)
      throws IOException {
    try {
      return new PictureSamples(path, source, options, source.image(0));
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private PictureSamples(Path path, PictureSource source, PictureOptions options, RawImage first) {
    this.path = path;
    this.source = source;
    this.options = options;
    this.shape = new ImageShape(first.channels(), first.height(), first.width());
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
  public Optional<ImageShape> shape() {
    return Optional.of(shape);
  }

  /** Of the contents of all files in their order, and of what is done to the pictures. */
  @Override
  public String identity() throws IOException {
    MessageDigest digest = RecordChecksum.sha256();
    String how = "%s %d %b".formatted(options.fit(), options.channels(), options.upright());
    digest.update(how.getBytes(StandardCharsets.UTF_8));
    try {
      List<byte[]> files =
          IntStream.range(0, count()).parallel().mapToObj(this::digestOfFile).toList();
      files.forEach(digest::update);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private byte[] digestOfFile(int image) {
    try {
      return RecordChecksum.sha256().digest(source.bytes(image));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder, where hidden folders are no pictures; an archive has none. */
  @Override
  public Optional<Path> home() {
    return Optional.of(path).filter(Files::isDirectory);
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
