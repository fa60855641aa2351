package io.progan.core.state;

import io.progan.core.graph.Tensor;
import io.progan.presets.config.Dtype;
import io.progan.presets.config.Rounding;

/**
 * The numbers that a network computes with, as its layers see them: where values are rounded to
 * another format than the arrays'. Rounding goes both ways: a gradient is rounded where its value
 * was, and so is a gradient of gradients.
 */
public interface Precision {

  /** That of the arrays: nothing is rounded. */
  Precision FULL =
      new Precision() {
        @Override
        public Tensor value(Tensor x) {
          return x;
        }

        @Override
        public Tensor step(Tensor x) {
          return x;
        }

        @Override
        public boolean roundsSteps() {
          return false;
        }

        @Override
        public double constant(double number) {
          return number;
        }

        @Override
        public Tensor fraction(Tensor fade, int level) {
          return fade;
        }
      };

  /** That of a network. */
  static Precision of(Dtype dtype, Rounding rounding) {
    return dtype.isHalf() ? new HalfPrecision(dtype, rounding) : FULL;
  }

  /** What enters a layer, or leaves it. */
  Tensor value(Tensor x);

  /** What an elementary operation within a layer gives. */
  Tensor step(Tensor x);

  /** Whether {@link #step} rounds, so that operations must stay apart. */
  boolean roundsSteps();

  /** A constant within a layer. */
  double constant(double number);

  /**
   * The fractional part of a level of detail.
   *
   * @param fade in [0, 1), a scalar of the arrays' precision
   * @param level the whole part
   */
  Tensor fraction(Tensor fade, int level);

  /** {@code a + (b - a) * share}. */
  default Tensor blend(Tensor a, Tensor b, Tensor share) {
    return value(a.plus(step(step(b.minus(a)).times(share))));
  }
}
