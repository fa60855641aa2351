package io.progan.metrics.registry;

import java.util.Arrays;
import java.util.Optional;

/** The metrics by the names of their commands. */
public enum MetricKind {
  /** Sliced Wasserstein distance of Laplacian pyramid patches. */
  SWD("swd", "SWD", 16384),
  /** Mean multi-scale structural similarity of pairs. */
  MSSSIM("msssim", "MS-SSIM", 20000),
  /** Frechet distance of feature statistics. */
  FID("fid", "FID", 50000),
  /** Inception score. */
  IS("is", "Inception score", 50000),
  /** Kernel distance of features. */
  KID("kid", "KID", 10000),
  /** Precision and recall of features. */
  PR("pr", "precision and recall", 10000);

  private final String id;
  private final String title;
  private final int defaultImages;

  MetricKind(String id, String title, int defaultImages) {
    this.id = id;
    this.title = title;
    this.defaultImages = defaultImages;
  }

  /** The metric of that {@link #id}. */
  public static Optional<MetricKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
  }

  /** The name in commands and files: {@code swd}. */
  public String id() {
    return id;
  }

  /** The name in sentences: {@code SWD}. */
  public String title() {
    return title;
  }

  /** How many images of each set it is usually computed from. */
  public int defaultImages() {
    return defaultImages;
  }

  /** The fewest images that give a number. */
  public int leastImages() {
    return this == SWD || this == IS ? 1 : 2;
  }

  /** Whether reals that come twice would change what it measures. */
  public boolean needsDistinctReals() {
    return this == KID || this == PR;
  }

  /** Whether it needs a feature network. */
  public boolean needsFeatures() {
    return this != SWD && this != MSSSIM;
  }

  /** Whether it compares with reals; the others look at one set alone. */
  public boolean needsReals() {
    return this != MSSSIM && this != IS;
  }
}
