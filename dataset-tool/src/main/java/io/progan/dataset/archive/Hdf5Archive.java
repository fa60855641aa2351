package io.progan.dataset.archive;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.object.datatype.FixedPoint;
import io.progan.dataset.DatasetException;
import io.progan.dataset.Fingerprint;
import io.progan.dataset.RawImage;
import io.progan.dataset.source.ImageSource;
import io.progan.dataset.tfrecord.DatasetFiles;
import io.progan.dataset.tfrecord.Labels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The original's legacy archives: HDF5 files with one dataset {@code dataRxR} of bytes {@code [n,
 * channels, R, R]} for each resolution, of which the widest is read, and optional labels beside the
 * file in {@code NAME-labels.npy}. Images are read one by one when they are asked for.
 */
public final class Hdf5Archive implements ImageSource {
  private static final String PREFIX = "data";
  private static final int DIMENSIONS = 4;

  private final Path path;
  private final HdfFile file;
  private final DatasetBase images;
  private final int[] shape;
  private final Labels labels;

  private Hdf5Archive(Path path, HdfFile file) throws IOException {
    this.path = path;
    this.file = file;
    checkLength();
    this.images = widest();
    this.shape = images.getDimensions();
    this.labels = labels();
  }

  /**
   * Opens an archive.
   *
   * @throws DatasetException if the file is missing, damaged or of another shape, or its labels do
   *     not fit
   */
  public static Hdf5Archive open(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      String problem = Files.exists(path) ? "is a folder, not an HDF5 file" : "no such file";
      throw new DatasetException(path + ": " + problem);
    }
    HdfFile file;
    try {
      file = new HdfFile(path);
    } catch (RuntimeException e) {
      throw new DatasetException(path + ": not an HDF5 file, or a damaged one", e);
    }
    try {
      return new Hdf5Archive(path, file);
    } catch (IOException e) {
      file.close();
      throw e;
    } catch (RuntimeException e) {
      file.close();
      throw new DatasetException(path + ": HDF5 file is damaged (" + e.getMessage() + ")", e);
    }
  }

  private void checkLength() throws IOException {
    long expected = file.getHdfBackingStorage().getSuperblock().getEndOfFileAddress();
    long found = Files.size(path);
    if (found < expected) {
      throw new DatasetException(
          "%s: file is truncated, %d of %d bytes".formatted(path, found, expected));
    }
  }

  private DatasetBase widest() throws DatasetException {
    DatasetBase widest = null;
    for (Node node : file) {
      if (node.getName().startsWith(PREFIX)
          && node instanceof DatasetBase candidate
          && candidate.getDimensions().length == DIMENSIONS
          && (widest == null || width(candidate) > width(widest))) {
        widest = candidate;
      }
    }
    if (widest == null) {
      throw new DatasetException(path + ": holds no dataset dataRxR of shape [n, channels, R, R]");
    }
    checkShape(widest);
    return widest;
  }

  private static int width(Dataset images) {
    return images.getDimensions()[DIMENSIONS - 1];
  }

  private void checkShape(Dataset images) throws DatasetException {
    int[] found = images.getDimensions();
    boolean usable =
        images.getDataType() instanceof FixedPoint type
            && type.getSize() == 1
            && !type.isSigned()
            && found[0] > 0
            && (found[1] == 1 || found[1] == 3)
            && found[2] == found[3]
            && found[3] >= 1 << DatasetFiles.SMALLEST_LOG2
            && found[3] <= 1 << DatasetFiles.LARGEST_LOG2
            && Integer.bitCount(found[3]) == 1;
    if (!usable) {
      throw new DatasetException(
          ("%s: dataset '%s' is %s of the shape %s, must be unsigned bytes of"
                  + " [n, 1 or 3, R, R] with R a power of two from 4 to %d")
              .formatted(
                  path,
                  images.getName(),
                  images.getJavaType(),
                  Arrays.toString(found),
                  1 << DatasetFiles.LARGEST_LOG2));
    }
    if (images.isEmpty()) {
      throw new DatasetException(
          "%s: dataset '%s' has no values".formatted(path, images.getName()));
    }
  }

  private Labels labels() throws IOException {
    String name = path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    Path labelsFile = path.resolveSibling(stem + "-labels.npy");
    if (!Files.isRegularFile(labelsFile)) {
      return Labels.none(count());
    }
    Labels read = Labels.readFinite(labelsFile);
    if (read.count() != count()) {
      throw new DatasetException(
          "%s: has %d labels, %s has %d images"
              .formatted(labelsFile, read.count(), path.getFileName(), count()));
    }
    return read;
  }

  @Override
  public String description() {
    return "HDF5 archive '" + path.getFileName() + "'";
  }

  /** The size of the file and a checksum of pieces of it, once. */
  @Override
  public String identity(int index) throws IOException {
    return index == 0 ? Files.size(path) + " " + Fingerprint.of(path, Fingerprint.MANY) : "";
  }

  @Override
  public int count() {
    return shape[0];
  }

  @Override
  public RawImage image(int index) throws IOException {
    byte[] data = new byte[shape[1] * shape[2] * shape[3]];
    try {
      read(index, data.length).get(data);
      return new RawImage(shape[1], shape[2], shape[3], data);
    } catch (RuntimeException e) {
      throw new DatasetException(
          "%s: image %d of dataset '%s' cannot be read: the file is damaged"
              .formatted(path, index, images.getName()),
          e);
    }
  }

  /** One read where the images lie one after the other, else what the library does with chunks. */
  private ByteBuffer read(int index, int bytes) {
    if (images instanceof ContiguousDataset contiguous) {
      long address = contiguous.getDataAddress() + (long) index * bytes;
      return file.getHdfBackingStorage().readBufferFromAddress(address, bytes);
    }
    long[] from = {index, 0, 0, 0};
    int[] size = {1, shape[1], shape[2], shape[3]};
    return images.getSliceDataBuffer(from, size);
  }

  @Override
  public int labelSize() {
    return labels.size();
  }

  @Override
  public float[] label(int index) {
    return labels.row(index);
  }

  @Override
  public void close() {
    file.close();
  }
}
