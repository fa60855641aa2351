package io.progan.core.training.step;

import io.progan.core.device.HostValues;
import io.progan.core.layer.weight.SpectralWeight;
import io.progan.core.layer.weight.Weight;
import io.progan.core.network.Network;
import io.progan.core.state.StateVector;
import io.progan.core.training.state.Role;
import io.progan.presets.config.RunConfig;
import io.progan.presets.config.SigmaClampConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Holds the largest singular value of weights (BigGAN, section 4.1): {@code W - max(0, s0 - limit)
 * u0 v0^T}, with a fixed limit or a multiple of the second singular value.
 *
 * @param limit largest value; null for none
 * @param ratio largest ratio to the second value; null for none
 */
record SigmaClamp(Double limit, Double ratio) {

  /** That of a network. */
  static SigmaClamp of(RunConfig config, Role role) {
    Object network = role == Role.GENERATOR ? config.generator() : config.discriminator();
    return network instanceof SigmaClampConfig clamp
        ? new SigmaClamp(clamp.sigmaLimit(), clamp.sigmaRatio())
        : new SigmaClamp(null, null);
  }

  /** Clamps all weights with spectral norm, in place. */
  void apply(Network network, StateVector weights) {
    if (limit == null && ratio == null) {
      return;
    }
    network.layers().stream()
        .flatMap(layer -> layer.weights().stream())
        .filter(SpectralWeight.class::isInstance)
        .forEach(weight -> clamp(matrix(weight, weights)));
  }

  private static INDArray matrix(Weight weight, StateVector weights) {
    long[] shape = weight.slot().shape();
    INDArray view = weights.view(weight.slot().name());
    long last = shape[shape.length - 1];
    return view.reshape('c', weight.slot().length() / last, last);
  }

  /**
   * Clamps a matrix in place; whether outputs are its rows or its columns makes no difference. One
   * row or column has no second singular value to compare with, and stays.
   */
  void clamp(INDArray matrix) {
    if (limit == null && Math.min(matrix.rows(), matrix.columns()) < 2) {
      return;
    }
    Top top = Top.of(matrix, limit == null);
    double most = limit != null ? limit : ratio * top.second;
    if (top.first > most) {
      subtract(matrix, top, top.first - most);
    }
  }

  private static INDArray doubles(INDArray matrix) {
    return Nd4j.createUninitialized(DataType.DOUBLE, matrix.shape()).assign(matrix);
  }

  private static void subtract(INDArray matrix, Top top, double value) {
    try (INDArray right = HostValues.array(top.right, DataType.DOUBLE, top.right.length, 1);
        INDArray wide = doubles(matrix);
        INDArray image = wide.mmul(right);
        INDArray outer = image.mmul(right.transpose())) {
      // W v is the left vector times the value.
      matrix.assign(wide.subi(outer.muli(value / top.first)));
    }
  }

  /**
   * The largest singular values of a matrix, from the eigenvalues of {@code W^T W} in double
   * precision.
   *
   * @param first value
   * @param second value; 0 if the matrix has but one, or if it was not asked for
   * @param right vector of the first
   */
  record Top(double first, double second, double[] right) {

    static Top of(INDArray matrix, boolean withSecond) {
      boolean wide = matrix.columns() > matrix.rows();
      int size = Math.min(matrix.rows(), matrix.columns());
      double[] gram = gram(matrix, wide);
      Lanczos.Pair first = Lanczos.largest(gram, size);
      double second = 0;
      if (withSecond && size > 1) {
        Lanczos.deflate(gram, first);
        second = Math.sqrt(Math.max(Lanczos.largest(gram, size).value(), 0));
      }
      double[] right = wide ? image(matrix, first.vector()) : first.vector();
      return new Top(Math.sqrt(Math.max(first.value(), 0)), second, right);
    }

    private static double[] gram(INDArray matrix, boolean wide) {
      try (INDArray doubles = doubles(matrix);
          INDArray gram = Nd4j.gemm(doubles, doubles, !wide, wide)) {
        return HostValues.doubles(gram);
      }
    }

    /** The right vector of a left one, of length 1. */
    private static double[] image(INDArray matrix, double[] left) {
      try (INDArray row = HostValues.array(left, DataType.DOUBLE, 1, left.length);
          INDArray doubles = doubles(matrix);
          INDArray image = row.mmul(doubles)) {
        image.divi(Math.max(image.norm2Number().doubleValue(), 1e-300));
        return HostValues.doubles(image);
      }
    }
  }
}
