package io.progan.dataset.inspect;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import io.progan.dataset.pyramid.Pyramid;
import io.progan.dataset.tfrecord.DatasetFiles;
import io.progan.dataset.tfrecord.TfRecordReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads a run of images in all resolutions and compares these with each other. */
final class ImageCheck {
  private final List<ShardLook> shards;
  private final int channels;
  private final List<Fault> faults = new ArrayList<>();
  private long roundedOtherwise;

  private ImageCheck(List<ShardLook> shards, int channels) {
    this.shards = shards;
    this.channels = channels;
  }

  /** What one run of images gave. */
  record Result(List<Fault> faults, long roundedOtherwise) {}

  /**
   * Checks the images from {@code first} to before {@code end}.
   *
   * @param shards smallest resolution first
   * @param channels that all images must have
   */
  static Result run(List<ShardLook> shards, int channels, long first, long end) throws IOException {
    ImageCheck check = new ImageCheck(shards, channels);
    List<TfRecordReader> readers = new ArrayList<>();
    try {
      for (ShardLook shard : shards) {
        TfRecordReader reader = TfRecordReader.open(shard.file());
        readers.add(reader);
        reader.seek(first, shard.recordBytes());
      }
      for (long image = first; image < end; image++) {
        check.image(readers, image);
      }
    } finally {
      for (TfRecordReader reader : readers) {
        reader.close();
      }
    }
    return new Result(check.faults, check.roundedOtherwise);
  }

  private void image(List<TfRecordReader> readers, long index) throws IOException {
    List<RawImage> levels = new ArrayList<>();
    for (int i = 0; i < shards.size(); i++) {
      boolean there = index < shards.get(i).count();
      levels.add(there ? read(readers.get(i), shards.get(i), index) : null);
    }
    RawImage largest = levels.get(levels.size() - 1);
    List<RawImage> exact = largest == null ? levels : pyramid(largest);
    boolean faultless = largest != null;
    boolean asHere = true;
    for (int i = 0; i + 1 < levels.size(); i++) {
      int level = shards.get(i).log2() - DatasetFiles.SMALLEST_LOG2;
      boolean same = largest != null && exact.get(level).equals(levels.get(i));
      asHere &= same;
      faultless &= same || agrees(levels.get(i), levels.get(i + 1), i, index);
    }
    roundedOtherwise += faultless && !asHere ? 1 : 0;
  }

  /** What this programme makes of the largest image, smallest first. */
  private static List<RawImage> pyramid(RawImage largest) {
    List<RawImage> levels = new ArrayList<>(Pyramid.levels(largest));
    Collections.reverse(levels);
    return levels;
  }

  /** Null for a record that cannot be read or holds another image than it must. */
  private RawImage read(TfRecordReader reader, ShardLook shard, long index) throws IOException {
    long offset = index * shard.recordBytes();
    try {
      RawImage image = reader.next();
      if (image != null
          && image.channels() == channels
          && image.height() == shard.side()
          && image.width() == shard.side()) {
        return image;
      }
      String must = channels + " x " + shard.side() + " x " + shard.side();
      String is = image == null ? "nothing" : image.shape();
      faults.add(new Fault(shard.name(), index, offset, "is an image of " + is + ", not " + must));
    } catch (DatasetException e) {
      String place = "%s: record %d at byte %d: ".formatted(shard.file(), index, offset);
      faults.add(new Fault(shard.name(), index, offset, e.getMessage().replace(place, "")));
      reader.seek(index + 1, shard.recordBytes());
    }
    return null;
  }

  /**
   * Whether each value is the mean of four of the level above, which may have been rounded (by half
   * a unit) before the mean was (by half a unit again).
   */
  private boolean agrees(RawImage lower, RawImage upper, int level, long index) {
    if (lower == null || upper == null) {
      return false; // a fault already
    }
    if (upper.width() != 2 * lower.width()) {
      return true; // the one between is missing, which is a fault already
    }
    int side = lower.width();
    int width = 2 * side;
    byte[] from = upper.data();
    int worst = 0;
    for (int i = 0; i < lower.data().length; i++) {
      int at = 2 * (i / side) * width + 2 * (i % side);
      int sum =
          (from[at] & 0xff)
              + (from[at + 1] & 0xff)
              + (from[at + width] & 0xff)
              + (from[at + width + 1] & 0xff);
      worst = Math.max(worst, Math.abs(4 * (lower.data()[i] & 0xff) - sum));
    }
    if (worst <= 4) {
      return true;
    }
    ShardLook shard = shards.get(level);
    String problem =
        "is not the image of %s at half the size: a value is off by %.2f"
            .formatted(shards.get(level + 1).name(), worst / 4.0);
    faults.add(new Fault(shard.name(), index, index * shard.recordBytes(), problem));
    return false;
  }
}
