package io.progan.core.session;

import io.progan.core.device.HostValues;
import io.progan.core.device.NativeScope;
import io.progan.core.graph.Graph;
import io.progan.core.graph.Operation;
import io.progan.core.graph.Tensor;
import io.progan.core.network.Growth;
import io.progan.core.network.Stage;
import io.progan.core.plan.BufferPool;
import io.progan.core.plan.OperationTimes;
import io.progan.core.plan.Plan;
import io.progan.core.state.Slot;
import io.progan.core.state.SlotInputs;
import io.progan.core.state.StateVector;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A graph at one stage with its input arrays, the values that are read after a run, and the plan.
 * Owns them all, freed by {@link #close()}; networks' state and buffers belong to the caller and
 * must outlive it.
 */
public final class GraphSession implements AutoCloseable {

  private static final String FADE = "fade";

  private final NativeScope scope = new NativeScope();
  private final Graph graph;
  private final BufferPool buffers;
  private final Growth growth;
  private final Map<String, INDArray> inputs = new HashMap<>();
  private final Map<Tensor, INDArray> results = new LinkedHashMap<>();
  private final Map<String, INDArray> values = new LinkedHashMap<>();
  private Plan plan;

  /**
   * Starts a graph.
   *
   * @param dataType of the values
   * @param stage how far the networks have grown
   * @param buffers for intermediate values
   */
  public GraphSession(DataType dataType, Stage stage, BufferPool buffers) {
    this.graph = scope.own(new Graph(dataType));
    this.buffers = buffers;
    this.growth = scope.build(() -> new Growth(stage, stage.fading() ? input(FADE) : null));
  }

  /** The graph, to be filled before {@link #compile}. */
  public Graph graph() {
    return graph;
  }

  /** How far the networks of the graph have grown. */
  public Growth growth() {
    return growth;
  }

  /** Adds an input to the graph and allocates its array. */
  public Tensor input(String name, long... shape) {
    INDArray array = scope.own(Nd4j.create(graph.dataType(), shape));
    inputs.put(name, array);
    return graph.input(name, shape);
  }

  /** Binds the slots that the graph reads to the state that holds them. */
  public void bind(SlotInputs slots, StateVector state) {
    for (Slot slot : slots.inputs().keySet()) {
      inputs.put(slots.inputName(slot), state.view(slot.name()));
    }
  }

  /** Wants a value after each run, under a name. */
  public void read(String name, Tensor tensor) {
    INDArray array = scope.own(Nd4j.create(graph.dataType(), tensor.shape()));
    values.put(name, array);
    results.put(tensor, array);
  }

  /** Wants a value after each run, in a place of the caller's. */
  public void write(Tensor tensor, INDArray into) {
    results.put(tensor, into);
  }

  /** Lays out the plan; afterwards the graph is complete. */
  public void compile() {
    plan = scope.own(Plan.compile(graph, inputs, results, buffers));
  }

  /** Whether the graph has an input of a name. */
  public boolean reads(String name) {
    return inputs.containsKey(name);
  }

  /** Copies values into the array of an input. */
  public void set(String name, float... numbers) {
    INDArray array = inputs.get(name);
    if (array.length() != numbers.length) {
      throw new IllegalArgumentException(
          "%s: %d values, expected %d".formatted(name, numbers.length, array.length()));
    }
    try (INDArray copy = Nd4j.createFromArray(numbers)) {
      array.assign(copy.reshape(array.shape()));
    }
  }

  /**
   * Runs the graph once.
   *
   * @param fade the weight of the resolution below; read only while fading
   */
  public void run(double fade) {
    if (growth.stage().fading()) {
      set(FADE, (float) fade);
    }
    plan.run();
  }

  /** Times each operation of later runs; null to stop. */
  public void observe(OperationTimes times) {
    plan.observe(times);
  }

  /** The floating-point operations of one run. */
  public double flop() {
    return graph.operations(results.keySet()).stream().mapToDouble(Operation::flops).sum();
  }

  /** The mean of a value of the last run. */
  public double mean(String name) {
    return values.get(name).meanNumber().doubleValue();
  }

  /** A value of the last run, element by element. */
  public float[] values(String name) {
    return HostValues.floats(values.get(name));
  }

  /** Frees everything that this session owns. */
  @Override
  public void close() {
    scope.close();
  }
}
