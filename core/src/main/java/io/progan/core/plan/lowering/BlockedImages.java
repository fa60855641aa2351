package io.progan.core.plan.lowering;

import io.progan.core.graph.Tensor;
import io.progan.core.plan.onednn.OneDnn;
import io.progan.core.plan.onednn.OneDnnRoutine;
import io.progan.core.plan.onednn.Primitive;
import io.progan.core.plan.onednn.Reorder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Images in oneDNN's blocked layout: an array {@code [minibatch, channels / 16, height, width, 16]}
 * for images {@code [minibatch, channels, height, width]}. What convolutions write stays so until
 * an operation asks for the elements in C order.
 */
final class BlockedImages {

  private static final String BLOCKED = "blocked";

  private final NativeSteps steps;

  BlockedImages(NativeSteps steps) {
    this.steps = steps;
  }

  /** Whether the blocked layout pads nothing: any elementwise operation can work on it. */
  static boolean fits(Tensor tensor) {
    return tensor.rank() == 4
        && tensor.dataType() == DataType.FLOAT
        && tensor.size(1) % OneDnn.BLOCK == 0;
  }

  /** Whether images lie in the blocked layout already. */
  boolean holds(Tensor images) {
    return steps.isShared(steps.inOrder(images), BLOCKED);
  }

  /** Images in the blocked layout; copied there where they are not. */
  Value of(Tensor images) {
    return steps.shared(
        steps.inOrder(images),
        BLOCKED,
        () -> {
          Value blocked = temporary(images);
          run(Reorder.toBlocked(images.shape()), List.of(steps.of(images)), blocked, false);
          return blocked;
        });
  }

  /** An array for images that a step will compute in the blocked layout. */
  Value make(Tensor images) {
    Value blocked = temporary(images);
    Value inOrder = steps.inOrder(images);
    steps.share(inOrder, BLOCKED, blocked);
    steps.defer(
        images, () -> run(Reorder.fromBlocked(images.shape()), List.of(blocked), inOrder, false));
    return blocked;
  }

  /**
   * What an elementwise operation reads beside images in the blocked layout.
   *
   * @param operand a scalar, or what broadcasts to the images: it has their channels or one
   */
  Value operand(Tensor operand) {
    if (operand.rank() == 0) {
      return steps.of(operand);
    }
    if (operand.size(1) == 1) {
      return steps.view(steps.of(operand), operand.size(0), 1, operand.size(2), operand.size(3), 1);
    }
    if (operand.size(2) == 1 && operand.size(3) == 1 && !holds(operand)) {
      return steps.view(steps.of(operand), shape(operand));
    }
    return of(operand);
  }

  /** An array for images in the blocked layout, which need not be the tensor's. */
  Value temporary(Tensor images) {
    return steps.temporary(images.name(), images.dataType(), shape(images));
  }

  private static long[] shape(Tensor images) {
    return new long[] {
      images.size(0),
      (images.size(1) + OneDnn.BLOCK - 1) / OneDnn.BLOCK,
      images.size(2),
      images.size(3),
      OneDnn.BLOCK
    };
  }

  /** The dimensions of the images behind a blocked array, as oneDNN's primitives take them. */
  static List<Long> dimensions(Tensor images) {
    return Arrays.stream(images.shape()).boxed().toList();
  }

  /**
   * Adds a primitive.
   *
   * @throws IllegalStateException if this processor has no implementation of it
   */
  void run(Primitive primitive, List<Value> read, Value written, boolean inPlace) {
    long scratchBytes =
        primitive
            .scratchBytes()
            .orElseThrow(() -> new IllegalStateException("oneDNN does not do " + primitive));
    List<Value> outputs = new ArrayList<>(List.of(written));
    if (scratchBytes > 0) {
      long floats = (scratchBytes + Float.BYTES - 1) / Float.BYTES;
      outputs.add(steps.temporary("scratch", DataType.FLOAT, floats));
    }
    steps.add(new NativeStep.Call(new OneDnnRoutine(primitive), read, outputs, inPlace, 0));
  }
}
