package io.progan.core.plan.lowering;

import io.progan.core.graph.Operation;
import io.progan.core.graph.Tensor;
import io.progan.core.plan.onednn.LeakyRelu;
import io.progan.core.plan.onednn.LeakyReluGradient;
import io.progan.core.plan.onednn.Resampled;
import io.progan.core.plan.routine.Nd4jRoutine;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Operations on images that lie in the blocked layout and whose results shall lie so, too. */
final class BlockedElementwise {

  private final NativeSteps steps;
  private final BlockedImages images;

  BlockedElementwise(NativeSteps steps) {
    this.steps = steps;
    this.images = new BlockedImages(steps);
  }

  /** Adds the steps; gives whether the operation is one that works on blocked images. */
  boolean lower(Operation operation) {
    Tensor out = operation.output();
    if (operation.outputs().size() > 1 || !BlockedImages.fits(out)) {
      return false;
    }
    List<Tensor> in = operation.inputs();
    if (in.stream().noneMatch(tensor -> tensor.rank() == 4 && images.holds(tensor))) {
      return false;
    }
    return switch (operation.kind()) {
      case "upsampling2d" -> resampled(in.get(0), out, true);
      case "avgpool2d" -> resampled(in.get(0), out, false);
      default ->
          PortableLowering.isElementwise(operation.kind())
              && in.stream().allMatch(tensor -> broadcasts(tensor, out))
              && (leakyRelu(operation) || slopes(operation) || elementwise(operation));
    };
  }

  private static boolean broadcasts(Tensor operand, Tensor out) {
    return operand.rank() == 0 || operand.size(1) == 1 || operand.size(1) == out.size(1);
  }

  private boolean resampled(Tensor in, Tensor out, boolean larger) {
    long factor = larger ? out.size(2) / in.size(2) : in.size(2) / out.size(2);
    Resampled resampled =
        new Resampled(BlockedImages.dimensions(in), Math.toIntExact(factor), larger);
    images.run(resampled, List.of(images.of(in)), images.make(out), false);
    return true;
  }

  private boolean elementwise(Operation operation) {
    List<Value> read = operation.inputs().stream().map(images::operand).toList();
    steps.add(
        new NativeStep.Call(
            new Nd4jRoutine(operation::function),
            read,
            List.of(images.make(operation.output())),
            PortableLowering.isInPlace(operation.kind()),
            0));
    return true;
  }

  /** {@code max(x, slope x)}: one pass over memory instead of two. */
  private boolean leakyRelu(Operation operation) {
    if (!operation.kind().equals("maximum")) {
      return false;
    }
    Tensor x = operation.inputs().get(0);
    OptionalDouble slope = factorOf(x, operation.inputs().get(1));
    if (slope.isEmpty() || slope.getAsDouble() < 0 || slope.getAsDouble() >= 1) {
      return false;
    }
    LeakyRelu relu = new LeakyRelu(BlockedImages.dimensions(x), slope.getAsDouble());
    images.run(relu, List.of(images.of(x)), images.make(operation.output()), true);
    return true;
  }

  /** The number that a tensor is x times of. */
  private OptionalDouble factorOf(Tensor x, Tensor product) {
    OptionalDouble zero = number(product);
    if (zero.isPresent()) {
      return zero.getAsDouble() == 0 ? zero : OptionalDouble.empty();
    }
    Operation multiply = steps.producer(product);
    if (multiply == null || !multiply.kind().equals("multiply") || multiply.inputs().get(0) != x) {
      return OptionalDouble.empty();
    }
    return number(multiply.inputs().get(1));
  }

  private static OptionalDouble number(Tensor tensor) {
    return tensor.isConstant() && tensor.rank() == 0
        ? tensor.graph().number(tensor)
        : OptionalDouble.empty();
  }

  /** A gradient times the slopes of a leaky ReLU, without an array of slopes. */
  private boolean slopes(Operation operation) {
    if (!operation.kind().equals("multiply")) {
      return false;
    }
    for (int i = 0; i < 2; i++) {
      Tensor gradient = operation.inputs().get(1 - i);
      Optional<Slopes> slopes = slopesIn(operation.inputs().get(i));
      if (slopes.isPresent() && Arrays.equals(gradient.shape(), operation.output().shape())) {
        Slopes found = slopes.get();
        images.run(
            new LeakyReluGradient(BlockedImages.dimensions(gradient), found.slope()),
            List.of(images.of(gradient), images.of(found.activated())),
            images.make(operation.output()),
            true);
        return true;
      }
    }
    return false;
  }

  /**
   * 1 where an array is positive, else the slope.
   *
   * @param activated the array
   */
  private record Slopes(Tensor activated, double slope) {}

  private Optional<Slopes> slopesIn(Tensor mask) {
    Operation maximum = steps.producer(mask);
    if (maximum == null) {
      return Optional.empty();
    }
    if (maximum.kind().equals("step")) {
      return Optional.of(new Slopes(maximum.inputs().get(0), 0));
    }
    if (!maximum.kind().equals("maximum")) {
      return Optional.empty();
    }
    Operation step = steps.producer(maximum.inputs().get(0));
    OptionalDouble slope = number(maximum.inputs().get(1));
    return step == null || !step.kind().equals("step") || slope.isEmpty()
        ? Optional.empty()
        : Optional.of(new Slopes(step.inputs().get(0), slope.getAsDouble()));
  }
}
