package io.progan.app.exchange;

import io.progan.core.graph.Graph;
import io.progan.core.graph.Operation;
import io.progan.core.graph.Tensor;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Growth;
import io.progan.core.network.Stage;
import io.progan.core.plan.BufferPool;
import io.progan.core.plan.Plan;
import io.progan.core.state.Pass;
import io.progan.core.state.SlotInputs;
import io.progan.core.state.StateVector;
import io.progan.metrics.feature.onnx.OnnxModelBuilder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Writes a generator as an ONNX model of operator set {@value #OPERATOR_SET}: input {@code latents
 * [n, latentSize]}, with labels also {@code labels [n, labelSize]}; output {@code images [n,
 * channels, r, r]} at full resolution.
 *
 * <p>The model is the graph of the network's forward pass. What follows from weights alone (their
 * scales, kernels that fuse a convolution with upscaling) is worked out here, so that the model is
 * of plain operators.
 */
final class OnnxGenerator {

  static final int OPERATOR_SET = 13;

  private static final String LATENTS = "latents";
  private static final String LABELS = "labels";
  private static final String IMAGES = "images";

  private final GeneratorNetwork network;
  private final StateVector weights;

  /**
   * @param network the generator
   * @param weights its weights; stay owned by the caller
   */
  OnnxGenerator(GeneratorNetwork network, StateVector weights) {
    this.network = network;
    this.weights = weights;
  }

  /** The model at a level of detail. */
  byte[] model(double lod) {
    Stage full = network.stages().get(network.stages().size() - 1);
    Stage stage = Stage.at(lod, full.resolutionLog2());
    try (Graph graph = new Graph(DataType.FLOAT)) {
      SlotInputs slots = new SlotInputs(graph, network.name());
      Growth growth = new Growth(stage, graph.constant((float) Stage.fade(lod)));
      Pass pass = Pass.evaluate(slots).withAverages();
      OnnxModelBuilder model = new OnnxModelBuilder(OPERATOR_SET);
      Set<String> given = new HashSet<>();
      Tensor latents = input(graph, model, given, LATENTS, network.latentSize());
      if (network.labelSize() > 0) {
        pass = pass.withLabels(input(graph, model, given, LABELS, network.labelSize()));
      }
      Tensor images = network.forward(pass, growth, latents);
      List<Operation> operations = graph.operations(List.of(images));
      Map<Tensor, INDArray> known = known(graph, slots, operations, given);
      OnnxOperations onnx = new OnnxOperations(model, known);
      operations.stream()
          .filter(operation -> !isKnown(operation, given))
          .peek(operation -> given.add(operation.output().name()))
          .forEach(onnx::add);
      onnx.output(images, full.resolution() / stage.resolution(), IMAGES);
      known.values().forEach(INDArray::close);
      return model.toBytes();
    }
  }

  private static Tensor input(
      Graph graph, OnnxModelBuilder model, Set<String> given, String name, int length) {
    model.floatInput(name, -1, length);
    given.add(name);
    return graph.input(name, 1, length);
  }

  /** Whether an operation depends on weights and constants alone. */
  private static boolean isKnown(Operation operation, Set<String> given) {
    return operation.inputs().stream().noneMatch(input -> given.contains(input.name()));
  }

  /** The values of all that the model's operations read and that does not depend on its inputs. */
  private Map<Tensor, INDArray> known(
      Graph graph, SlotInputs slots, List<Operation> operations, Set<String> modelInputs) {
    Set<String> given = new HashSet<>(modelInputs);
    Set<Tensor> read = new LinkedHashSet<>();
    for (Operation operation : operations) {
      if (!isKnown(operation, given)) {
        given.add(operation.output().name());
        operation.inputs().stream()
            .filter(input -> !given.contains(input.name()))
            .forEach(read::add);
      }
    }
    Map<String, INDArray> arrays = new HashMap<>();
    slots
        .inputs()
        .keySet()
        .forEach(slot -> arrays.put(slots.inputName(slot), weights.view(slot.name())));
    Map<Tensor, INDArray> values = new HashMap<>();
    read.forEach(tensor -> values.put(tensor, Nd4j.create(DataType.FLOAT, tensor.shape())));
    try (BufferPool buffers = new BufferPool(DataType.FLOAT);
        Plan plan = Plan.compile(graph, arrays, values, buffers)) {
      plan.run();
    }
    return values;
  }
}
