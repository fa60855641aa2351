package io.progan.dataset.resample;

/** How the weighted sums of a resize are computed; results differ by one level here and there. */
public enum Arithmetic {
  /** Weights of 22 fractional bits and integer sums: Pillow 3.3 and newer. */
  FIXED_POINT {
    @Override
    Pass pass(Filter filter, int inSize, int outSize) {
      return FixedPointPass.of(filter, inSize, outSize);
    }
  },

  /**
   * Single-precision weights and sums: Pillow up to 3.2, such as the 3.1.1 that CelebA-HQ was made
   * with. Of the filters it has only LANCZOS.
   */
  SINGLE_PRECISION {
    @Override
    Pass pass(Filter filter, int inSize, int outSize) {
      return FloatPass.of(filter, inSize, outSize);
    }
  };

  /** One direction of a resize from {@code inSize} to {@code outSize} samples. */
  abstract Pass pass(Filter filter, int inSize, int outSize);
}
