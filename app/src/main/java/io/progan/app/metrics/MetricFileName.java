package io.progan.app.metrics;

/** The names of the files that hold a metric's table. */
final class MetricFileName {

  private static final int THOUSAND = 1000;
  private static final int KIBI = 1024;

  private MetricFileName() {}

  /**
   * As the original names them: {@code metric-swd-16k.txt} for 16384 images, {@code
   * metric-fid-10k.txt} for 10000. Powers of two count in 1024; where that would give two numbers
   * one name, the other one is written in full.
   */
  static String of(String metric, int images) {
    return "metric-" + metric + "-" + count(images) + ".txt";
  }

  private static String count(int images) {
    if (Integer.bitCount(images) == 1 && images >= KIBI) {
      return images / KIBI + "k";
    }
    boolean thousands = images % THOUSAND == 0 && Integer.bitCount(images / THOUSAND) != 1;
    return thousands ? images / THOUSAND + "k" : Integer.toString(images);
  }
}
