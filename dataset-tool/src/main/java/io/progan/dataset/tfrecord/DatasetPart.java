package io.progan.dataset.tfrecord;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Says that a dataset is one of several parts of a larger one. The larger one's images, in their
 * final order, are divided into ranges that follow each other, of equal length as far as possible.
 *
 * @param index which part it is, 1 to {@code parts}
 * @param parts how many parts there are, 1 to {@code items}
 * @param items how many images of the source were divided, at least 1
 * @param leftOut how many images were left out before the order was drawn, the same in each part
 * @param sourceSha256 the SHA-256 checksum of what tells the source from others: names, sizes,
 *     pieces and labels of all its images
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DatasetPart(int index, int parts, int items, int leftOut, String sourceSha256) {
  /** Checks the numbers. */
  public DatasetPart {
    if (index < 1 || index > parts) {
      throw new IllegalArgumentException(
          "part index must be 1 to %d, not %d".formatted(parts, index));
    }
    if (parts > items) {
      throw new IllegalArgumentException(
          "%d images cannot be divided into %d parts".formatted(items, parts));
    }
    if (leftOut < 0) {
      throw new IllegalArgumentException("leftOut must not be negative, is " + leftOut);
    }
  }

  /** The place of the part's first image in the order of all, counted from 0. */
  @JsonIgnore
  public int begin() {
    return (int) ((long) items * (index - 1) / parts);
  }

  /** The place behind the part's last image in the order of all. */
  @JsonIgnore
  public int end() {
    return (int) ((long) items * index / parts);
  }

  /** Whether the other is part of the same whole. */
  public boolean sameWhole(DatasetPart other) {
    return parts == other.parts
        && items == other.items
        && leftOut == other.leftOut
        && String.valueOf(sourceSha256).equals(other.sourceSha256);
  }
}
