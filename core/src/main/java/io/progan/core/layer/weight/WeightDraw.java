package io.progan.core.layer.weight;

import io.progan.core.state.Initializer;
import io.progan.presets.config.WeightInitialization;
import java.util.Arrays;

/** How weights and biases are drawn, as PyTorch does it. */
public final class WeightDraw {

  private WeightDraw() {}

  /** A convolution's weight {@code [kernel, kernel, in, out]} or a dense layer's. */
  public static Initializer weight(WeightInitialization kind) {
    return of(kind, false);
  }

  /** An embedding {@code [classes, size]}. */
  public static Initializer embedding(WeightInitialization kind) {
    return of(kind, true);
  }

  private static Initializer of(WeightInitialization kind, boolean outputsFirst) {
    return switch (kind) {
      case ORTHO -> Orthogonal.initializer(outputsFirst);
      case N02 -> Initializer.normal(0.02);
      case XAVIER ->
          (random, shape) -> Initializer.uniform(xavierBound(shape)).values(random, shape);
    };
  }

  /** {@code sqrt(6 / (fanIn + fanOut))}; the last two dimensions are inputs and outputs. */
  private static double xavierBound(long... shape) {
    long taps = Arrays.stream(shape).limit(shape.length - 2L).reduce(1, (a, b) -> a * b);
    return Math.sqrt(6.0 / (taps * (shape[shape.length - 2] + shape[shape.length - 1])));
  }

  /**
   * The bias of a layer: uniform within {@code 1 / sqrt(fanIn)}.
   *
   * @param fanIn the inputs of one output
   */
  public static Initializer bias(long fanIn) {
    return Initializer.uniform(1 / Math.sqrt((double) fanIn));
  }
}
