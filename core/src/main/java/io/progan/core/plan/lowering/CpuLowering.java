package io.progan.core.plan.lowering;

import io.progan.core.graph.Convolution.Geometry;
import io.progan.core.graph.Operation;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Tensor;
import io.progan.core.plan.routine.Nd4jRoutine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.AddOp;

/**
 * What is faster otherwise on a processor, where oneDNN runs convolutions; everything else as the
 * lowering behind it does. Results differ from that lowering's by rounding alone.
 */
public final class CpuLowering implements Lowering {

  /** The scratch memory of a convolution, in sizes of all its arrays. */
  private static final int ONE_DNN_SCRATCH = 5;

  /** From this many pixels on, a 3x3 convolution runs as a transposed one. */
  private static final long REVERSED_FROM_PIXELS = 128 * 128;

  /** From this many output channels on, a 1x1 convolution runs as a transposed one. */
  private static final long REVERSED_FROM_CHANNELS = 32;

  /** Sums over channels are products up to this many pixels. */
  private static final long PRODUCT_OVER_CHANNELS_TO_PIXELS = 32 * 32;

  /** Sums over all but the channels are products from this many pixels on. */
  private static final long PRODUCT_OVER_PIXELS_FROM = 16 * 16;

  private final Lowering others;

  /** Falls back on another lowering. */
  public CpuLowering(Lowering others) {
    this.others = others;
  }

  @Override
  public boolean lower(Operation operation, NativeSteps steps) {
    return switch (operation.kind()) {
      case "conv2d" -> convolution(operation, steps);
      case "deconv2d" -> transposed(operation, steps);
      case "conv2d_bp" -> both(operation, steps);
      case "deconv2d_bp" -> transposedGradients(operation, steps);
      case "reduce_sum" -> sum(operation, steps);
      default -> others.lower(operation, steps);
    };
  }

  /** A native convolution; what follows padding and dilation in its arguments is 0. */
  private static DynamicCustomOp operation(String name, Geometry g, int zeros) {
    long[] arguments = new long[8 + zeros];
    for (int i = 0; i < 2; i++) {
      arguments[i] = g.kernel();
      arguments[2 + i] = g.stride();
      arguments[4 + i] = g.padding();
      arguments[6 + i] = 1;
    }
    return NativeSteps.operation(name, arguments);
  }

  private boolean convolution(Operation operation, NativeSteps steps) {
    Geometry geometry = operation.arguments(Geometry.class);
    Tensor x = operation.inputs().get(0);
    Tensor weights = operation.inputs().get(1);
    if (runsReversed(x, weights, geometry)) {
      Value kernel = reversed(steps.of(weights), steps);
      transposed(operation, kernel, geometry, steps);
    } else {
      oneDnn(
          operation::function, steps.of(operation.inputs()), steps.of(operation.outputs()), steps);
    }
    return true;
  }

  /**
   * Whether a convolution that keeps the resolution runs as the transposed convolution with the
   * reversed kernel, the same sum of products. oneDNN's forward convolution works channels-last,
   * and in large images the way back takes half as long as a 3x3 convolution and several times as
   * long as one of 1x1 (channels lie a multiple of 64 KiB apart, which empties the caches). The
   * transposed one keeps blocks of channels together: on 128x128 pixels a 3x3 convolution takes two
   * thirds of the time, on 64x64 as much.
   */
  private static boolean runsReversed(Tensor x, Tensor weights, Geometry geometry) {
    if (geometry.stride() != 1 || 2 * geometry.padding() + 1 != geometry.kernel()) {
      return false;
    }
    return geometry.kernel() == 1
        ? weights.size(3) >= REVERSED_FROM_CHANNELS
        : x.size(2) * x.size(3) >= REVERSED_FROM_PIXELS;
  }

  /**
   * The kernel {@code [k, k, out, in]} that makes a convolution of stride 1 out of the transposed
   * one: turned by half a circle, input and output channels exchanged. Computed once a run, however
   * many convolutions share the weights.
   */
  private static Value reversed(Value weights, NativeSteps steps) {
    return steps.shared(
        weights,
        "reversed",
        () -> {
          long[] shape = weights.shape();
          Value reversed =
              steps.temporary(
                  "reversed", weights.dataType(), shape[0], shape[1], shape[3], shape[2]);
          steps.call("permute", List.of(turned(weights, steps)), reversed, 0, 1, 3, 2);
          return reversed;
        });
  }

  /**
   * A kernel with its taps in reverse order. ND4J's {@code reverse} takes hundreds of times as long
   * and, for each pair of channels, leaves behind native memory that nobody can free.
   */
  private static Value turned(Value weights, NativeSteps steps) {
    long[] shape = weights.shape();
    long taps = shape[0] * shape[1];
    if (taps == 1) {
      return weights;
    }
    long[] axisAndRows = new long[Math.toIntExact(taps) + 1];
    for (int i = 1; i <= taps; i++) {
      axisAndRows[i] = taps - i;
    }
    Value lines = steps.view(weights, taps, shape[2] * shape[3]);
    Value turned = steps.temporary("turned", weights.dataType(), taps, shape[2] * shape[3]);
    steps.call("gather", List.of(lines), turned, axisAndRows);
    return steps.view(turned, shape);
  }

  private static boolean transposed(Operation operation, NativeSteps steps) {
    Value weights = steps.of(operation.inputs().get(1));
    transposed(operation, weights, operation.arguments(Geometry.class), steps);
    return true;
  }

  /** Adds the bias in an operation of its own: within deconv2d it takes ten times as long. */
  private static void transposed(
      Operation operation, Value weights, Geometry geometry, NativeSteps steps) {
    List<Value> inputs = steps.of(operation.inputs());
    Value y = steps.of(operation.output());
    boolean biased = inputs.size() == 3;
    Value product = biased ? steps.temporary("product", y.dataType(), y.shape()) : y;
    oneDnn(
        () -> operation("deconv2d", geometry, 2),
        List.of(inputs.get(0), weights),
        List.of(product),
        steps);
    if (biased) {
      Value bias = inputs.get(2);
      Value channels = steps.view(bias, 1, bias.length(), 1, 1);
      steps.call(AddOp::new, List.of(product, channels), y, true);
    }
  }

  private static boolean both(Operation operation, NativeSteps steps) {
    oneDnn(operation::function, steps.of(operation.inputs()), steps.of(operation.outputs()), steps);
    return true;
  }

  /**
   * The weights' gradient alone is that of the convolution whose input gradient this operation
   * differentiates.
   */
  private static boolean transposedGradients(Operation operation, NativeSteps steps) {
    if (steps.isRead(operation.output())) {
      return both(operation, steps);
    }
    List<Value> in = steps.of(operation.inputs());
    Value image = in.get(2);
    Value unread = steps.temporary("unread", image.dataType(), image.shape());
    oneDnn(
        () -> operation("conv2d_bp", operation.arguments(Geometry.class), 3),
        List.of(image, in.get(1), in.get(0)),
        List.of(unread, steps.of(operation.outputs().get(1))),
        steps);
    return true;
  }

  /**
   * oneDNN copies arrays to and from the layouts that it works in, and unrolls some of them. What
   * convolutions were measured to take beside their arrays is 3.3 to 5 times these.
   */
  private static void oneDnn(
      Supplier<? extends DifferentialFunction> operation,
      List<Value> in,
      List<Value> out,
      NativeSteps steps) {
    List<Value> all = new ArrayList<>(in);
    all.addAll(out);
    long scratch = ONE_DNN_SCRATCH * all.stream().mapToLong(Value::bytes).sum();
    steps.add(new NativeStep.Call(new Nd4jRoutine(operation), in, out, false, scratch));
  }

  /**
   * The two sums that training is full of, over channels (pixel norm) and over all but the channels
   * (gradients of biases), are products with ones where those are faster: two to ten times, since
   * ND4J's reductions read an image once for each sum.
   */
  private boolean sum(Operation operation, NativeSteps steps) {
    Value x = steps.of(operation.inputs().get(0));
    Value y = steps.of(operation.output());
    List<Integer> dimensions = operation.arguments(Reduction.Axes.class).dimensions();
    if (x.shape().length == 4 && y.shape().length == 4) {
      long pixels = x.shape()[2] * x.shape()[3];
      if (dimensions.equals(List.of(1)) && pixels <= PRODUCT_OVER_CHANNELS_TO_PIXELS) {
        overChannels(x, y, steps);
        return true;
      }
      if (dimensions.equals(List.of(0, 2, 3)) && pixels >= PRODUCT_OVER_PIXELS_FROM) {
        overPixels(x, y, steps);
        return true;
      }
    }
    return others.lower(operation, steps);
  }

  private static void overChannels(Value x, Value y, NativeSteps steps) {
    long[] shape = x.shape();
    long pixels = shape[2] * shape[3];
    Value images = steps.view(x, shape[0], shape[1], pixels);
    Value sums = steps.temporary("sums", x.dataType(), shape[0], 1, pixels);
    multiply(steps.ones(x.dataType(), shape[0], 1, shape[1]), images, sums, steps);
    steps.add(new NativeStep.View(sums, y));
  }

  private static void overPixels(Value x, Value y, NativeSteps steps) {
    long[] shape = x.shape();
    long pixels = shape[2] * shape[3];
    Value planes = steps.view(x, shape[0] * shape[1], pixels);
    Value sums = steps.temporary("sums", x.dataType(), shape[0] * shape[1], 1);
    multiply(planes, steps.ones(x.dataType(), pixels, 1), sums, steps);
    Value images = steps.view(sums, shape[0], shape[1]);
    Value total = steps.temporary("total", x.dataType(), shape[1]);
    Supplier<? extends DifferentialFunction> sum =
        () ->
            DynamicCustomOp.builder("reduce_sum")
                .addIntegerArguments(0)
                .addBooleanArguments(false)
                .build();
    steps.call(sum, List.of(images), total, false);
    steps.add(new NativeStep.View(total, y));
  }

  /** Adds a product of matrices, or of as many matrices as there are. */
  static void multiply(Value a, Value b, Value product, NativeSteps steps) {
    Supplier<? extends DifferentialFunction> matmul =
        () ->
            DynamicCustomOp.builder("matmul")
                .addIntegerArguments(0, 0, 0)
                .addFloatingPointArguments(1.0, 0.0)
                .build();
    steps.call(matmul, List.of(a, b), product, false);
  }
}
