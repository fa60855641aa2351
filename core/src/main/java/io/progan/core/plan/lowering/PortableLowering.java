package io.progan.core.plan.lowering;

import io.progan.core.graph.Operation;
import io.progan.core.graph.Reduction;
import io.progan.core.plan.routine.Nd4jRoutine;
import java.util.Set;
import java.util.function.Supplier;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ops.DynamicCustomOp;

/**
 * Runs each operation of a graph as SameDiff would, by the native operation of the same name, which
 * every backend has. Plans made so give what the plain SameDiff session gives, bit for bit.
 */
public final class PortableLowering implements Lowering {

  /** Elementwise operations whose result may lie where an operand does. */
  private static final Set<String> IN_PLACE =
      Set.of("add", "subtract", "multiply", "divide", "maximum");

  private static final Set<String> NATIVE =
      Set.of(
          "conv2d",
          "conv2d_bp",
          "deconv2d",
          "deconv2d_bp",
          "avgpool2d",
          "maxpool2d",
          "upsampling2d",
          "matmul",
          "permute",
          "concat",
          "slice",
          "cast",
          "gather",
          "onehot",
          "argmax",
          "softmax");

  /** Elementwise operations of ND4J's older kind. */
  private static final Set<String> ELEMENTWISE =
      Set.of("step", "sqrt", "rsqrt", "exp", "log", "abs", "sign", "tanh", "sigmoid");

  private static final Set<String> REDUCTIONS = Set.of("reduce_sum", "reduce_max");

  /** Whether each element of the result depends on the operands' elements there alone. */
  static boolean isElementwise(String kind) {
    return IN_PLACE.contains(kind) || ELEMENTWISE.contains(kind);
  }

  /** Whether the result of an elementwise operation may lie where an operand does. */
  static boolean isInPlace(String kind) {
    return IN_PLACE.contains(kind);
  }

  @Override
  public boolean lower(Operation operation, NativeSteps steps) {
    String kind = operation.kind();
    if (kind.equals("reshape")) {
      Value input = steps.of(operation.inputs().get(0));
      steps.add(new NativeStep.View(input, steps.of(operation.output())));
    } else if (IN_PLACE.contains(kind) || NATIVE.contains(kind) || ELEMENTWISE.contains(kind)) {
      steps.add(
          new NativeStep.Call(
              new Nd4jRoutine(operation::function),
              steps.of(operation.inputs()),
              steps.of(operation.outputs()),
              IN_PLACE.contains(kind),
              0));
    } else if (REDUCTIONS.contains(kind)) {
      reduce(operation, steps);
    } else {
      return false;
    }
    return true;
  }

  /** The same reduction as a native operation with less work on the Java side. */
  private static void reduce(Operation operation, NativeSteps steps) {
    Reduction.Axes axes = operation.arguments(Reduction.Axes.class);
    int[] dimensions = axes.dimensions().stream().mapToInt(dimension -> dimension).toArray();
    Supplier<DifferentialFunction> reduction =
        () ->
            DynamicCustomOp.builder(operation.kind())
                .addIntegerArguments(dimensions)
                .addBooleanArguments(axes.kept())
                .build();
    steps.call(reduction, steps.of(operation.inputs()), steps.of(operation.output()), false);
  }
}
