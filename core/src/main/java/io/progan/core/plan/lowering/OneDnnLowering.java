package io.progan.core.plan.lowering;

import io.progan.core.graph.Operation;
import io.progan.core.graph.Tensor;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Runs convolutions by oneDNN's primitives and keeps images in oneDNN's layout between them;
 * everything else, and everything that is not in single precision, as the lowering behind it does.
 * Results differ from that lowering's by rounding alone.
 */
public final class OneDnnLowering implements Lowering {

  private final Lowering others;

  /** Falls back on another lowering. */
  public OneDnnLowering(Lowering others) {
    this.others = others;
  }

  @Override
  public boolean lower(Operation operation, NativeSteps steps) {
    return (isSingle(operation) && primitives(operation, steps)) || others.lower(operation, steps);
  }

  private static boolean primitives(Operation operation, NativeSteps steps) {
    return new BlockedConvolutions(steps).lower(operation)
        || new BlockedElementwise(steps).lower(operation)
        || new BlockedSums(steps).lower(operation);
  }

  private static boolean isSingle(Operation operation) {
    return Stream.concat(operation.inputs().stream(), operation.outputs().stream())
        .map(Tensor::dataType)
        .allMatch(DataType.FLOAT::equals);
  }
}
