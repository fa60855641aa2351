package io.progan.dataset.source;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import io.progan.dataset.collection.FileCollection;
import io.progan.dataset.picture.Picture;
import io.progan.dataset.picture.PictureHeader;
import io.progan.dataset.picture.PictureReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Picture files as images, in the order of their names' code points. However many threads ask,
 * pictures of at most about 64 million pixels together are being decoded; a larger one waits until
 * it is alone.
 */
public final class PictureSource implements ImageSource {
  private static final int PIXELS_PER_PERMIT = 1 << 16;
  private static final int PERMITS = 1 << 10;

  private final FileCollection files;
  private final PictureOptions options;
  private final FirstLook.Findings findings;
  private final int channels;
  private final int side;
  private final Semaphore memory = new Semaphore(PERMITS, true);

  private PictureSource(FileCollection files, PictureOptions options, FirstLook.Findings findings) {
    this.files = files;
    this.options = options;
    this.findings = findings;
    PictureHeader first = findings.first();
    this.channels = options.channels() == 0 ? first.channels() : options.channels();
    this.side = options.fit().side(first.height(), first.width());
  }

  /**
   * Takes a first look at all files.
   *
   * @param files closed by this source's {@link #close}, or at once if this fails
   * @throws DatasetException if there is no picture, or one that cannot be used and must not be
   *     left out; the listener was told of each
   */
  public static PictureSource open(
      FileCollection files, PictureOptions options, LookListener listener) throws IOException {
    try {
      return new PictureSource(files, options, FirstLook.at(files, options, listener));
    } catch (IOException | RuntimeException e) {
      files.close();
      throw e;
    }
  }

  /** The pictures of a folder or archive as they are; fails as the other one. */
  public static PictureSource open(Path place) throws IOException {
    return open(FileCollection.open(place), PictureOptions.STANDARD, LookListener.NONE);
  }

  @Override
  public String description() {
    return files.description();
  }

  @Override
  public int count() {
    return findings.usable().length;
  }

  /** The path of the image's file within its collection. */
  public String name(int index) {
    return files.name(findings.usable()[index]);
  }

  /** The content of the image's file. Safe for use by several threads. */
  public byte[] bytes(int index) throws IOException {
    return files.read(findings.usable()[index]);
  }

  @Override
  public String identity(int index) throws IOException {
    int file = findings.usable()[index];
    return "%d %s %s".formatted(files.size(file), files.fingerprint(file), files.name(file));
  }

  /** How many pictures may have transparent pixels, which are laid over the background. */
  public int transparentCount() {
    return findings.transparent();
  }

  /** How many pictures have fewer pixels than their images. */
  public int enlargedCount() {
    return findings.enlarged();
  }

  @Override
  public List<String> leftOut() {
    return findings.problems();
  }

  @Override
  public RawImage image(int index) throws IOException {
    int file = findings.usable()[index];
    String place = files.place(file);
    byte[] bytes = files.read(file);
    PictureHeader header = PictureReader.header(new ByteArrayInputStream(bytes), place);
    int permits = (int) Math.min(PERMITS, 1 + header.pixels() / PIXELS_PER_PERMIT);
    try {
      memory.acquire(permits);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
    try {
      return image(bytes, place);
    } finally {
      memory.release(permits);
    }
  }

  private RawImage image(byte[] bytes, String place) throws DatasetException {
    Picture picture = PictureReader.decode(bytes, place, options.upright());
    if (options.channels() == 0 && picture.pixels().channels() != channels) {
      throw new DatasetException(
          "%s: picture has %d channels, the first one has %d"
              .formatted(place, picture.pixels().channels(), channels));
    }
    RawImage flat = picture.over(options.fit().background(), channels);
    RawImage image = options.fit().apply(flat);
    if (image.width() != side || image.height() != side) {
      throw new DatasetException(
          "%s: picture has changed, it is now %s and was %d pixels"
              .formatted(place, image.shape(), side));
    }
    return image;
  }

  @Override
  public int labelSize() {
    return options.labels() == null ? 0 : options.labels().size();
  }

  @Override
  public float[] label(int index) {
    return options.labels() == null ? new float[0] : options.labels().row(name(index));
  }

  @Override
  public List<String> classNames() {
    return options.labels() == null ? List.of() : options.labels().classNames();
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
