package io.progan.core.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseReduceOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.reduce.same.Sum;
import org.nd4j.linalg.api.ops.impl.shape.Reshape;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Assign;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Max;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.AddOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.DivOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.SubOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Turns a graph into a {@link Plan}: keeps what the results need, computes at once what depends on
 * constants only, makes reshapes views, and gives every other value a buffer of a pool for as long
 * as it will be read. Elementwise operations write over an operand that nobody reads afterwards.
 */
final class PlanCompiler {

  /** Operations whose output may lie where one of their inputs does. */
  private static final Set<Class<?>> IN_PLACE =
      Set.of(AddOp.class, SubOp.class, MulOp.class, DivOp.class, Max.class);

  private final SameDiff sameDiff;
  private final DataType dataType;
  private final Map<String, INDArray> inputs;
  private final Map<String, INDArray> wanted = new LinkedHashMap<>();
  private final Map<String, INDArray> results = new LinkedHashMap<>();
  private final Set<String> placed = new HashSet<>();
  private final Map<String, INDArray> arrays = new HashMap<>();
  private final Set<String> constants = new HashSet<>();
  private final Map<String, String> viewOf = new HashMap<>();
  private final Map<String, Integer> lastReader = new HashMap<>();
  private final Map<String, INDArray> pooled = new HashMap<>();
  private final List<INDArray> folded = new ArrayList<>();
  private final List<Plan.Step> steps = new ArrayList<>();
  private final BufferPool pool;

  PlanCompiler(
      Graph graph, Map<String, INDArray> inputs, Map<Tensor, INDArray> results, BufferPool pool) {
    this.sameDiff = graph.sameDiff();
    this.dataType = graph.dataType();
    this.inputs = inputs;
    results.forEach(this::addResult);
    this.pool = pool;
  }

  private void addResult(Tensor tensor, INDArray array) {
    if (!Arrays.equals(tensor.shape(), array.shape())) {
      throw new IllegalArgumentException(
          "result " + tensor + " does not fit " + Arrays.toString(array.shape()));
    }
    wanted.put(tensor.name(), array);
    results.put(tensor.name(), array);
  }

  Plan compile() {
    try {
      placeAll();
      return new Plan(steps, folded);
    } catch (RuntimeException | OutOfMemoryError e) {
      Plan.close(steps, folded);
      throw e;
    } finally {
      // Nobody reads the values left over once the results are there.
      pooled.values().forEach(pool::release);
    }
  }

  private void placeAll() {
    List<DifferentialFunction> operations = needed();
    for (int i = 0; i < operations.size(); i++) {
      for (String input : operations.get(i).argNames()) {
        lastReader.put(input, i);
      }
    }
    // What is copied to a result at the end is read after all operations.
    results.keySet().forEach(name -> lastReader.put(name, operations.size()));
    extendViews(operations);
    for (int i = 0; i < operations.size(); i++) {
      place(operations.get(i), i);
    }
    wanted.forEach(this::copyIfElsewhere);
  }

  /** The operations that the results depend on, in an order in which they can run. */
  private List<DifferentialFunction> needed() {
    Set<String> read = new HashSet<>(results.keySet());
    List<SameDiffOp> all = new ArrayList<>(sameDiff.getOps().values());
    List<DifferentialFunction> kept = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).getOutputsOfOp().stream().anyMatch(read::contains)) {
        kept.add(0, all.get(i).getOp());
        read.addAll(all.get(i).getInputsToOp());
      }
    }
    return kept;
  }

  /** What is read through a view is read from the array behind it. */
  private void extendViews(List<DifferentialFunction> operations) {
    for (int i = operations.size() - 1; i >= 0; i--) {
      DifferentialFunction operation = operations.get(i);
      if (operation instanceof Reshape) {
        String input = operation.argNames()[0];
        String output = operation.outputVariablesNames()[0];
        viewOf.put(output, input);
        if (results.containsKey(output) && !results.containsKey(input) && isComputed(input)) {
          // Whoever computes the array behind a wanted view writes it where the view is wanted.
          results.put(input, results.get(output));
          placed.add(output);
        }
        int last = lastReader.getOrDefault(output, i);
        lastReader.merge(input, last, Math::max);
      }
    }
  }

  private boolean isComputed(String name) {
    return sameDiff.getVariableOutputOp(name) != null;
  }

  private void place(DifferentialFunction operation, int index) {
    String[] names = operation.argNames();
    INDArray[] read = new INDArray[names.length];
    for (int i = 0; i < names.length; i++) {
      read[i] = array(names[i]);
    }
    OpContext context = Nd4j.getExecutioner().buildContext();
    DynamicCustomOp custom = bind(operation, context, read);
    List<long[]> shapes = outputShapes(custom, context, read);
    boolean constant = constants.containsAll(Arrays.asList(names));
    String[] outputs = operation.outputVariablesNames();
    if (operation instanceof Reshape && !constant) {
      arrays.put(outputs[0], read[0].reshape('c', shapes.get(0)));
      Plan.closeQuietly(context);
    } else {
      bindOutputs(operation, context, shapes, constant, index);
      Plan.Step step = new Plan.Step(custom == null ? operation : custom, context);
      if (constant) {
        Plan.execute(step);
        Plan.closeQuietly(context);
        constants.addAll(Arrays.asList(outputs));
      } else {
        steps.add(step);
      }
    }
    releaseUnread(names, outputs, index);
  }

  /** Binds the inputs; returns the native operation to run, or null for the one of the graph. */
  private static DynamicCustomOp bind(
      DifferentialFunction operation, OpContext context, INDArray[] read) {
    if (operation instanceof BaseReduceOp reduction) {
      // The same reduction as a native operation with less work on the Java side.
      context.setInputArrays(read);
      context.setIArguments(
          Arrays.stream(reduction.dimensions().toIntVector()).asLongStream().toArray());
      context.setBArguments(reduction.isKeepDims());
      String name = reduction instanceof Sum ? "reduce_sum" : "reduce_max";
      return DynamicCustomOp.builder(name)
          .addInputs(read)
          .addIntegerArguments(reduction.dimensions().toIntVector())
          .addBooleanArguments(reduction.isKeepDims())
          .build();
    }
    if (operation instanceof DynamicCustomOp custom) {
      context.setArgs(read, custom.iArgs(), custom.dArgs(), custom.tArgs(), custom.bArgs());
      return custom;
    }
    context.setInputArrays(read);
    return null;
  }

  private static List<long[]> outputShapes(
      DynamicCustomOp custom, OpContext context, INDArray[] read) {
    if (custom == null) {
      // The other legacy operations of a graph are elementwise.
      return List.of(read[0].shape());
    }
    return custom.calculateOutputShape(context).stream().map(d -> d.getShape()).toList();
  }

  private void bindOutputs(
      DifferentialFunction operation,
      OpContext context,
      List<long[]> shapes,
      boolean constant,
      int index) {
    String[] outputs = operation.outputVariablesNames();
    for (int i = 0; i < outputs.length; i++) {
      INDArray array = outputArray(operation, outputs[i], shapes.get(i), constant, index);
      arrays.put(outputs[i], array);
      context.setOutputArray(i, array);
    }
  }

  private INDArray outputArray(
      DifferentialFunction operation, String name, long[] shape, boolean constant, int index) {
    if (constant) {
      INDArray created = Nd4j.createUninitialized(dataType, shape);
      folded.add(created);
      return created;
    }
    if (results.containsKey(name)) {
      placed.add(name);
      return results.get(name).reshape('c', shape);
    }
    INDArray buffer =
        IN_PLACE.contains(operation.getClass()) ? dying(operation, shape, index) : null;
    if (buffer == null) {
      buffer = pool.acquire(Math.max(1, Arrays.stream(shape).reduce(1, (a, b) -> a * b)));
    }
    pooled.put(name, buffer);
    return view(buffer, shape);
  }

  /** The buffer of an operand of the same shape that this operation is the last to read. */
  private INDArray dying(DifferentialFunction operation, long[] shape, int index) {
    for (String input : operation.argNames()) {
      String root = root(input);
      if (pooled.containsKey(root)
          && lastReader.get(root) == index
          && Arrays.equals(arrays.get(input).shape(), shape)
          && isReadInOneShape(operation, root, input)) {
        return pooled.remove(root);
      }
    }
    return null;
  }

  /** Another view of the same array would be overwritten while it is still read. */
  private boolean isReadInOneShape(DifferentialFunction operation, String root, String input) {
    return Arrays.stream(operation.argNames())
        .allMatch(name -> name.equals(input) || !root(name).equals(root));
  }

  private void releaseUnread(String[] names, String[] outputs, int index) {
    for (String name : names) {
      String root = root(name);
      if (lastReader.get(root) == index && pooled.containsKey(root)) {
        pool.release(pooled.remove(root));
      }
    }
    for (String output : outputs) {
      if (!lastReader.containsKey(output) && pooled.containsKey(output)) {
        pool.release(pooled.remove(output));
      }
    }
  }

  private String root(String name) {
    String root = name;
    while (viewOf.containsKey(root)) {
      root = viewOf.get(root);
    }
    return root;
  }

  private static INDArray view(INDArray buffer, long[] shape) {
    long length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return Nd4j.create(buffer.data(), shape, Nd4j.getStrides(shape, 'c'), 0, 'c', buffer.dataType())
        .reshape('c', length == 0 ? new long[] {0} : shape);
  }

  private INDArray array(String name) {
    INDArray known = arrays.get(name);
    if (known != null) {
      return known;
    }
    SDVariable variable = sameDiff.getVariable(name);
    INDArray array = variable.isConstant() ? variable.getArr() : inputs.get(name);
    if (array == null) {
      throw new IllegalArgumentException("no array for the input " + name);
    }
    if (variable.isPlaceHolder() && !Arrays.equals(variable.placeholderShape(), array.shape())) {
      throw new IllegalArgumentException(
          "input %s is %s, expected %s"
              .formatted(
                  name,
                  Arrays.toString(array.shape()),
                  Arrays.toString(variable.placeholderShape())));
    }
    if (variable.isConstant()) {
      constants.add(name);
    }
    arrays.put(name, array);
    return array;
  }

  /** A result that is an input, a constant or a view gets a copy of it. */
  private void copyIfElsewhere(String name, INDArray target) {
    if (placed.contains(name) && !constants.contains(name)) {
      return;
    }
    INDArray source = array(name);
    OpContext context = Nd4j.getExecutioner().buildContext();
    context.setInputArrays(target, source);
    context.setOutputArrays(target);
    steps.add(new Plan.Step(new Assign(), context));
  }
}
