package io.progan.metrics.msssim;

import io.progan.metrics.image.GaussianWindow;
import io.progan.metrics.image.ImageBatch;

/**
 * Single-scale structural similarity (Wang, Bovik, Sheikh and Simoncelli, 2004, equations 6 and 13)
 * of two pictures of one batch, averaged over all channels and window positions.
 *
 * <p>Products of pixels are rounded to float32, window sums run in double precision.
 *
 * @param similarity mean of the similarity map
 * @param contrast mean of the contrast-structure map
 */
record Ssim(double similarity, double contrast) {

  /** Compares picture {@code first} of the batch with the picture after it. */
  static Ssim ofPair(ImageBatch images, int first, MsSsimOptions options) {
    GaussianWindow window = window(images, options);
    double similarity = 0;
    double contrast = 0;
    for (int channel = 0; channel < images.channels(); channel++) {
      int a = first * images.channels() + channel;
      Ssim plane = ofPlanes(images, a, a + images.channels(), window, options);
      similarity += plane.similarity;
      contrast += plane.contrast;
    }
    return new Ssim(similarity / images.channels(), contrast / images.channels());
  }

  private static GaussianWindow window(ImageBatch images, MsSsimOptions options) {
    int size = Math.min(options.filterSize(), Math.min(images.height(), images.width()));
    return new GaussianWindow(size, size * options.filterSigma() / options.filterSize());
  }

  private static Ssim ofPlanes(
      ImageBatch images, int planeA, int planeB, GaussianWindow window, MsSsimOptions options) {
    int size = images.height() * images.width();
    float[] in = images.values();
    double[] a = new double[size];
    double[] b = new double[size];
    double[] squares = new double[size];
    double[] products = new double[size];
    for (int i = 0; i < size; i++) {
      float x = in[planeA * size + i];
      float y = in[planeB * size + i];
      a[i] = x;
      b[i] = y;
      squares[i] = (double) (x * x) + (y * y);
      products[i] = x * y;
    }
    double[] meanA = window.valid(a, images.height(), images.width());
    double[] meanB = window.valid(b, images.height(), images.width());
    double[] meanSquares = window.valid(squares, images.height(), images.width());
    double[] product = window.valid(products, images.height(), images.width());
    double c1 = square(options.k1() * options.maxValue());
    double c2 = square(options.k2() * options.maxValue());
    double similarity = 0;
    double contrast = 0;
    for (int i = 0; i < meanA.length; i++) {
      double meanProduct = meanA[i] * meanB[i];
      double squaredMeans = square(meanA[i]) + square(meanB[i]);
      double covariance = 2 * (product[i] - meanProduct) + c2;
      double variances = meanSquares[i] - squaredMeans + c2;
      double structure = covariance / variances;
      contrast += structure;
      similarity += (2 * meanProduct + c1) / (squaredMeans + c1) * structure;
    }
    return new Ssim(similarity / meanA.length, contrast / meanA.length);
  }

  private static double square(double x) {
    return x * x;
  }
}
