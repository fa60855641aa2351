package io.progan.core.training.step;

import io.progan.core.layer.weight.SpectralWeight;
import io.progan.core.layer.weight.Weight;
import io.progan.core.network.Network;
import io.progan.core.state.StateVector;
import io.progan.core.training.state.Role;
import io.progan.presets.config.RunConfig;
import io.progan.presets.config.SigmaClampConfig;
import java.util.Random;
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

  /** Values that have settled are within so much of the final ones. */
  private static final double MARGIN = 1.05;

  /** The most that a settled value changes in a round, of itself. */
  private static final double SETTLED = 1e-6;

  private static final int MOST_ITERATIONS = 5000;
  private static final int SEED = 5;

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
        .forEach(weight -> clamp(matrix(weight, weights), tolerance(weights)));
  }

  private static double tolerance(StateVector weights) {
    return weights.dataType().width() == Double.BYTES ? 1e-13 : 1e-7;
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
  void clamp(INDArray matrix, double tolerance) {
    if (limit == null && Math.min(matrix.rows(), matrix.columns()) < 2) {
      return;
    }
    try (Top top = Top.of(matrix, tolerance, this::clearlyBelow)) {
      double most = most(top.second);
      if (top.first > most) {
        try (INDArray outer = top.left.mmul(top.right.transpose())) {
          matrix.subi(outer.muli(top.first - most));
        }
      }
    }
  }

  private double most(double second) {
    return limit != null ? limit : ratio * second;
  }

  /** Whether there is nothing to clamp, by a margin that settled values will not cross. */
  private boolean clearlyBelow(double first, double second) {
    return first * MARGIN < most(second);
  }

  /** What two singular values tell. */
  @FunctionalInterface
  interface Verdict {

    /** Whether these values suffice. */
    boolean suffice(double first, double second);
  }

  /**
   * The largest singular values of a matrix, by orthogonal iteration.
   *
   * @param first value
   * @param second value; 0 if the matrix has but one
   * @param left vector of the first, {@code [rows, 1]}
   * @param right vector of the first, {@code [columns, 1]}
   */
  record Top(double first, double second, INDArray left, INDArray right) implements AutoCloseable {

    /**
     * Iterates until the vectors are within a tolerance, or until the values have settled and
     * suffice: where many are nearly equal vectors take thousands of rounds, values a few.
     */
    static Top of(INDArray matrix, double tolerance, Verdict values) {
      int count = Math.min(2, Math.min(matrix.rows(), matrix.columns()));
      INDArray right = start(matrix, count);
      double[] before = new double[2];
      INDArray left = null;
      INDArray old = right.dup();
      for (int i = 0; i < MOST_ITERATIONS; i++) {
        close(left);
        left = matrix.mmul(right);
        orthonormal(left);
        close(right);
        right = matrix.transpose().mmul(left);
        double[] now = orthonormal(right);
        double moved = difference(right, old);
        close(old);
        old = right.dup();
        boolean settled = settled(now[0], before[0]) && settled(now[1], before[1]);
        before = now;
        if (moved <= tolerance || (settled && values.suffice(now[0], now[1]))) {
          break;
        }
      }
      Top top =
          new Top(
              before[0],
              count > 1 ? before[1] : 0,
              left.getColumn(0, true).dup(),
              right.getColumn(0, true).dup());
      close(left);
      close(right);
      close(old);
      return top;
    }

    private static boolean settled(double now, double before) {
      return Math.abs(now - before) <= SETTLED * now;
    }

    /** How far the vectors have moved: values settle long before vectors do. */
    private static double difference(INDArray columns, INDArray before) {
      try (INDArray difference = columns.sub(before)) {
        return difference.amaxNumber().doubleValue();
      }
    }

    private static INDArray start(INDArray matrix, int count) {
      double[] drawn = new double[matrix.columns() * count];
      Random random = new Random(SEED);
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = random.nextGaussian();
      }
      try (INDArray values = Nd4j.createFromArray(drawn)) {
        INDArray shaped = values.reshape('c', matrix.columns(), count);
        INDArray start = shaped.castTo(matrix.dataType()).dup();
        orthonormal(start);
        return start;
      }
    }

    /** Gram-Schmidt over columns in place; returns what they were divided by. */
    private static double[] orthonormal(INDArray columns) {
      double[] norms = new double[2];
      for (int k = 0; k < columns.columns(); k++) {
        INDArray column = columns.getColumn(k, true);
        for (int j = 0; j < k; j++) {
          INDArray other = columns.getColumn(j, true);
          try (INDArray product = column.mul(other);
              INDArray projection = other.mul(product.sumNumber())) {
            column.subi(projection);
          }
        }
        norms[k] = column.norm2Number().doubleValue();
        column.divi(Math.max(norms[k], 1e-30));
      }
      return norms;
    }

    private static void close(INDArray array) {
      if (array != null) {
        array.close();
      }
    }

    @Override
    public void close() {
      left.close();
      right.close();
    }
  }
}
