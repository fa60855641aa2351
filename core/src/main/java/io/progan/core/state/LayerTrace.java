package io.progan.core.state;

import io.progan.core.graph.Operation;
import java.util.Arrays;
import java.util.List;

/**
 * What one layer did in a pass.
 *
 * @param name the layer
 * @param slots that it owns
 * @param outputShape what it gave out, the minibatch first
 * @param operations that it added to the graph; what layers share counts for the first of them
 */
public record LayerTrace(
    String name, List<Slot> slots, long[] outputShape, List<Operation> operations) {

  /** The elements of what it gave out. */
  public long outputLength() {
    return Arrays.stream(outputShape).reduce(1, (a, b) -> a * b);
  }

  /** The number of trained numbers. */
  public long parameters() {
    return slots.stream().filter(Slot::trained).mapToLong(Slot::length).sum();
  }

  /** The floating-point operations. */
  public double flops() {
    return operations.stream().mapToDouble(Operation::flops).sum();
  }

  /** The bytes that its operations write. */
  public long bytesWritten() {
    return operations.stream().mapToLong(Operation::bytesWritten).sum();
  }
}
