package io.progan.app.metrics;

import io.progan.dataset.RawImage;
import io.progan.dataset.numpy.RandomState;
import io.progan.dataset.tfrecord.TfRecordDataset;
import io.progan.dataset.tfrecord.TfRecordReader;
import io.progan.dataset.tfrecord.TfRecordShard;
import io.progan.metrics.image.ImageBatch;
import io.progan.metrics.image.ImageShape;
import io.progan.metrics.registry.MetricInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The images of a dataset at full resolution in the order of the file, which begins anew at its
 * end.
 */
final class ShardSamples implements SampleSet {

  private final TfRecordDataset dataset;
  private final TfRecordShard shard;
  private final ImageShape shape;
  private final OptionalLong mirrorSeed;

  /**
   * @param mirrorSeed if present, each image is mirrored with probability 1/2 by NumPy's {@code
   *     RandomState(mirrorSeed).rand() < 0.5}, one number an image
   */
  ShardSamples(TfRecordDataset dataset, OptionalLong mirrorSeed) {
    this.dataset = dataset;
    this.shard = dataset.shard(dataset.resolutionLog2());
    this.shape = new ImageShape(shard.channels(), shard.resolution(), shard.resolution());
    this.mirrorSeed = mirrorSeed;
  }

  /** The dataset. */
  TfRecordDataset dataset() {
    return dataset;
  }

  /** The same images, none of them mirrored. */
  ShardSamples unmirrored() {
    return new ShardSamples(dataset, OptionalLong.empty());
  }

  /** A checksum of all images, in hexadecimal digits. */
  @Override
  public String identity() throws IOException {
    return RecordChecksum.of(shard);
  }

  @Override
  public Optional<Path> home() {
    return Optional.of(path());
  }

  @Override
  public Path path() {
    return dataset.folder();
  }

  @Override
  public int count() {
    return dataset.numImages();
  }

  @Override
  public Optional<ImageShape> shape() {
    return Optional.of(shape);
  }

  @Override
  public SampleReader open(int first) throws IOException {
    return new Reader(first);
  }

  /** Goes around the file; an image that comes again may be mirrored the other way. */
  private final class Reader implements SampleReader {
    private final RandomState mirror;
    private TfRecordReader records;

    Reader(int first) throws IOException {
      mirror = mirrorSeed.isPresent() ? new RandomState(mirrorSeed.getAsLong()) : null;
      if (mirror != null) {
        mirror.rand(first);
      }
      records = shard.open(first % count());
    }

    @Override
    public MetricInput next(int wanted) throws IOException {
      byte[] pixels = new byte[Math.multiplyExact(wanted, shape.length())];
      for (int i = 0; i < wanted; i++) {
        byte[] image = nextImage().data();
        System.arraycopy(image, 0, pixels, i * shape.length(), shape.length());
        if (mirror != null && mirror.rand() < 0.5) {
          mirror(pixels, i * shape.length());
        }
      }
      return MetricInput.of(
          ImageBatch.ofBytes(pixels, wanted, shape.channels(), shape.height(), shape.width()));
    }

    private RawImage nextImage() throws IOException {
      RawImage image = records.next();
      if (image == null) {
        records.close();
        records = shard.open();
        image = records.next();
      }
      return image;
    }

    private void mirror(byte[] pixels, int from) {
      int width = shape.width();
      for (int row = from; row < from + shape.length(); row += width) {
        for (int x = 0; x < width / 2; x++) {
          byte left = pixels[row + x];
          pixels[row + x] = pixels[row + width - 1 - x];
          pixels[row + width - 1 - x] = left;
        }
      }
    }

    @Override
    public void close() throws IOException {
      records.close();
    }
  }
}
