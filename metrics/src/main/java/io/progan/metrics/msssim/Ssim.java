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
    double[] meanA = filterProduct(images, planeA, -1, window);
    double[] meanB = filterProduct(images, planeB, -1, window);
    double[] squareA = filterProduct(images, planeA, planeA, window);
    double[] squareB = filterProduct(images, planeB, planeB, window);
    double[] product = filterProduct(images, planeA, planeB, window);
    double c1 = square(options.k1() * options.maxValue());
    double c2 = square(options.k2() * options.maxValue());
    double similarity = 0;
    double contrast = 0;
    for (int i = 0; i < meanA.length; i++) {
      double meanProduct = meanA[i] * meanB[i];
      double meanSquares = square(meanA[i]) + square(meanB[i]);
      double covariance = 2 * (product[i] - meanProduct) + c2;
      double variances = (squareA[i] - square(meanA[i])) + (squareB[i] - square(meanB[i])) + c2;
      double structure = covariance / variances;
      contrast += structure;
      similarity += (2 * meanProduct + c1) / (meanSquares + c1) * structure;
    }
    return new Ssim(similarity / meanA.length, contrast / meanA.length);
  }

  /** The windowed mean of plane a, or of the product of planes a and b if b is not negative. */
  private static double[] filterProduct(ImageBatch images, int a, int b, GaussianWindow window) {
    float[] in = images.values();
    int size = images.height() * images.width();
    double[] plane = new double[size];
    for (int i = 0; i < size; i++) {
      float value = in[a * size + i];
      plane[i] = b < 0 ? value : value * in[b * size + i];
    }
    return window.valid(plane, images.height(), images.width());
  }

  private static double square(double x) {
    return x * x;
  }
}
