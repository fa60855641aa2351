package io.progan.core.plan;

import io.progan.core.graph.Tensor;
import io.progan.core.plan.lowering.NativeStep;
import io.progan.core.plan.lowering.Value;
import io.progan.core.plan.routine.BoundRoutine;
import io.progan.core.plan.routine.Nd4jRoutine;
import io.progan.core.plan.routine.Routine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Assign;
import org.nd4j.linalg.factory.Nd4j;

/** Binds a layout to arrays: what comes out is ready to run. */
final class PlanCompiler {

  private static final Routine COPY = new Nd4jRoutine(Assign::new);

  private final PlanLayout layout;
  private final Map<String, INDArray> inputs;
  private final Map<String, INDArray> results = new HashMap<>();
  private final BufferPool pool;
  private final Map<Value, INDArray> arrays = new HashMap<>();
  private final List<INDArray> owned = new ArrayList<>();
  private final List<BoundRoutine> steps = new ArrayList<>();

  PlanCompiler(
      PlanLayout layout,
      Map<String, INDArray> inputs,
      Map<Tensor, INDArray> results,
      BufferPool pool) {
    this.layout = layout;
    this.inputs = inputs;
    this.pool = pool;
    results.forEach((tensor, array) -> this.results.put(tensor.name(), array));
  }

  /** Checks that each result fits its array. */
  static void check(Map<Tensor, INDArray> results) {
    results.forEach(
        (tensor, array) -> {
          if (tensor == null) {
            throw new IllegalArgumentException(
                "no tensor for a result of shape " + Arrays.toString(array.shape()));
          }
          if (!Arrays.equals(tensor.shape(), array.shape())) {
            throw new IllegalArgumentException(
                "result " + tensor + " does not fit " + Arrays.toString(array.shape()));
          }
          requireType("result " + tensor, tensor.dataType(), array);
        });
  }

  private static void requireType(String what, DataType expected, INDArray array) {
    if (array.dataType() != expected) {
      throw new IllegalArgumentException(
          "%s is %s, its array %s".formatted(what, expected, array.dataType()));
    }
  }

  Plan compile() {
    try {
      for (NativeStep.Call call : layout.folded()) {
        try (BoundRoutine once = bind(call)) {
          once.run();
        }
      }
      layout.calls().forEach(call -> steps.add(bind(call)));
      layout.copies().forEach(this::copy);
      return new Plan(steps, owned);
    } catch (RuntimeException | OutOfMemoryError e) {
      Plan.close(steps, owned);
      throw e;
    }
  }

  private BoundRoutine bind(NativeStep.Call call) {
    // Arrays first: what is bound is freed only by whoever has it.
    INDArray[] read = call.inputs().stream().map(this::array).toArray(INDArray[]::new);
    INDArray[] written = call.outputs().stream().map(this::array).toArray(INDArray[]::new);
    return call.routine().bind(read, written);
  }

  /** A result that is an input, a constant or a view gets a copy of it. */
  private void copy(PlanLayout.Copy copy) {
    INDArray target = results.get(copy.to().name());
    INDArray[] read = {target, array(copy.from())};
    steps.add(COPY.bind(read, new INDArray[] {target}));
  }

  private INDArray array(Value value) {
    INDArray known = arrays.get(value);
    if (known == null) {
      known = find(value);
      arrays.put(value, known);
    }
    return known;
  }

  private INDArray find(Value value) {
    Place place = layout.place(value);
    if (place instanceof Place.Buffer buffer) {
      return pool.array(buffer.number(), value.dataType(), value.shape());
    }
    if (place instanceof Place.View view) {
      return array(view.of()).reshape('c', value.shape());
    }
    if (place instanceof Place.Result result) {
      return results.get(result.wanted().name()).reshape('c', value.shape());
    }
    if (place instanceof Place.Folded) {
      long ahead = BufferSizes.ALIGNMENT / value.dataType().width();
      INDArray whole =
          own(Nd4j.createUninitialized(value.dataType(), Math.max(1, value.length()) + ahead));
      return BufferPool.aligned(whole, value.dataType(), value.shape());
    }
    return given(value);
  }

  private INDArray given(Value value) {
    if (value.isOnes()) {
      return own(Nd4j.ones(value.dataType(), value.shape()));
    }
    if (value.tensor().isConstant()) {
      return value.tensor().graph().values(value.tensor());
    }
    String name = value.name();
    INDArray array = inputs.get(name);
    if (array == null) {
      throw new IllegalArgumentException("no array for the input " + name);
    }
    if (!Arrays.equals(value.shape(), array.shape())) {
      throw new IllegalArgumentException(
          "input %s is %s, expected %s"
              .formatted(name, Arrays.toString(array.shape()), Arrays.toString(value.shape())));
    }
    requireType("input " + name, value.dataType(), array);
    return array;
  }

  private INDArray own(INDArray array) {
    owned.add(array);
    return array;
  }
}
