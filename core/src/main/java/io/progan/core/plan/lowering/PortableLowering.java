package io.progan.core.plan.lowering;

import io.progan.core.graph.Operation;
import java.util.Set;
import org.nd4j.linalg.api.ops.BaseReduceOp;
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

  @Override
  public boolean lower(Operation operation, NativeSteps steps) {
    String kind = operation.kind();
    if (kind.equals("reshape")) {
      Value input = steps.of(operation.inputs().get(0));
      steps.add(new NativeStep.View(input, steps.of(operation.output())));
    } else if (IN_PLACE.contains(kind) || NATIVE.contains(kind) || ELEMENTWISE.contains(kind)) {
      steps.add(
          new NativeStep.Call(
              operation.function(),
              steps.of(operation.inputs()),
              steps.of(operation.outputs()),
              IN_PLACE.contains(kind),
              0));
    } else if (REDUCTIONS.contains(kind)) {
      reduce(operation, (BaseReduceOp) operation.function(), steps);
    } else {
      return false;
    }
    return true;
  }

  /** The same reduction as a native operation with less work on the Java side. */
  private static void reduce(Operation operation, BaseReduceOp reduction, NativeSteps steps) {
    DynamicCustomOp custom =
        DynamicCustomOp.builder(operation.kind())
            .addIntegerArguments(reduction.dimensions().toIntVector())
            .addBooleanArguments(reduction.isKeepDims())
            .build();
    steps.call(custom, steps.of(operation.inputs()), steps.of(operation.output()), false);
  }
}
