package io.progan.core.plan.routine;

import java.util.function.Supplier;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An operation of ND4J.
 *
 * @param operation makes it, with its arguments: a DynamicCustomOp or an Op. Only what runs is
 *     made, so that a layout needs no native library
 */
public record Nd4jRoutine(Supplier<? extends DifferentialFunction> operation) implements Routine {

  @Override
  public BoundRoutine bind(INDArray[] read, INDArray[] written) {
    DifferentialFunction function = operation.get();
    OpContext context = Nd4j.getExecutioner().buildContext();
    try {
      if (function instanceof DynamicCustomOp custom) {
        context.setArgs(read, custom.iArgs(), custom.dArgs(), custom.tArgs(), custom.bArgs());
      } else {
        context.setInputArrays(read);
      }
      context.setOutputArrays(written);
      return new Bound(function, context);
    } catch (RuntimeException | OutOfMemoryError e) {
      closeQuietly(context);
      throw e;
    }
  }

  private record Bound(DifferentialFunction operation, OpContext context) implements BoundRoutine {

    @Override
    public String name() {
      return operation instanceof CustomOp custom ? custom.opName() : ((Op) operation).opName();
    }

    @Override
    public void run() {
      if (operation instanceof CustomOp custom) {
        Nd4j.getExecutioner().exec(custom, context);
      } else {
        Nd4j.getExecutioner().exec((Op) operation, context);
      }
    }

    @Override
    public void close() {
      closeQuietly(context);
    }
  }

  private static void closeQuietly(OpContext context) {
    try {
      context.close();
    } catch (Exception e) {
      throw new IllegalStateException("cannot free an operation context", e);
    }
  }
}
