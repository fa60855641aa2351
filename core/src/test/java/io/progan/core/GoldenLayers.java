package io.progan.core;

import static io.progan.core.GoldenNetworks.array;
import static org.assertj.core.api.Assertions.assertThat;

import io.progan.core.graph.Gradients;
import io.progan.core.graph.Graph;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Layer;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import io.progan.core.state.SlotInputs;
import io.progan.golden.GoldenCase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs some of BigGAN's layers on the inputs of a golden case, and compares output, gradients and
 * what is kept.
 */
public final class GoldenLayers {

  private final GoldenCase golden;
  private final String folder;
  private final DataType type;
  private final Map<String, INDArray> inputs = new HashMap<>();

  /** How a case names its files and bounds, below its folder. */
  public record Names(
      String weights, String output, String gradients, String kept, String tolerance) {}

  /** Reads the inputs of a test below a folder, which ends with a slash or is empty. */
  public GoldenLayers(GoldenCase golden, String folder, DataType type) {
    this.golden = golden;
    this.folder = folder;
    this.type = type;
  }

  /**
   * Checks layers.
   *
   * @param training whether in training mode, else as running statistics have it
   * @param forward what they compute of {@code x.npy} with {@code y.npy} as the condition
   */
  public void check(
      List<Layer> layers,
      String input,
      int classes,
      boolean training,
      Names names,
      BiFunction<Pass, Tensor, Tensor> forward) {
    inputs.putAll(GoldenBigGan.slots(golden, folder + names.weights(), "N", layers, type));
    inputs.put("x", array(golden.file(folder + input + ".npy"), type));
    inputs.put("upstream", array(golden.file(folder + "upstream.npy"), type));
    Path condition = golden.file(folder + "y.npy");
    try (Graph graph = new Graph(type)) {
      SlotInputs slots = new SlotInputs(graph, "N");
      Pass pass = training ? Pass.train(slots) : Pass.evaluate(slots).withAverages();
      Tensor y = null;
      if (Files.exists(condition)) {
        inputs.put("y", GoldenBigGan.labels(condition, classes, type));
        y = graph.input("y", inputs.get("y").shape());
        pass = pass.withLabels(y);
      }
      Tensor x = graph.input("x", inputs.get("x").shape());
      Tensor output = forward.apply(pass, x);
      compare(graph, output, names.output(), names.tolerance() + bound(names, "out"));
      Path grad = golden.file(folder + names.gradients());
      if (!names.gradients().isEmpty() && Files.exists(grad)) {
        Tensor upstream = graph.input("upstream", inputs.get("upstream").shape());
        checkGradients(layers, slots, Reduction.sum(output.times(upstream)), x, y, names);
      }
      if (training) {
        slots.updates().forEach((slot, tensor) -> checkKept(graph, slot, tensor, names));
      } else {
        assertThat(slots.updates()).isEmpty();
      }
    }
  }

  private String bound(Names names, String group) {
    return golden.json().at("/tolerance" + names.tolerance() + "/" + group).isMissingNode()
        ? ""
        : "/" + group;
  }

  private void checkGradients(
      List<Layer> layers, SlotInputs slots, Tensor y, Tensor x, Tensor condition, Names names) {
    String bound = names.tolerance() + bound(names, "grads");
    Tensor atX = Gradients.of(y, List.of(x)).get(x);
    compare(y.graph(), atX, names.gradients() + "x.npy", bound);
    Path ofCondition = golden.file(folder + names.gradients() + "y.npy");
    if (Files.exists(ofCondition)) {
      Tensor atCondition = Gradients.of(y, List.of(condition)).get(condition);
      compare(y.graph(), atCondition, names.gradients() + "y.npy", bound);
    }
    List<Slot> checked = new ArrayList<>();
    GoldenBigGan.gradients(y, slots)
        .forEach(
            (slot, gradient) -> {
              Path file = golden.file(folder + names.gradients() + slot.name() + ".npy");
              INDArray wanted = GoldenBigGan.read(file, slot, layers, DataType.DOUBLE);
              assertThat(GoldenBigGan.error(value(gradient), wanted, floor(bound)))
                  .as(folder + " gradient " + slot.name())
                  .isLessThanOrEqualTo(tolerance(bound));
              checked.add(slot);
            });
    assertThat(checked).isNotEmpty();
  }

  private void checkKept(Graph graph, Slot slot, Tensor tensor, Names names) {
    Path file = GoldenBigGan.file(golden, folder + names.kept(), slot);
    compare(
        graph,
        tensor,
        golden.file(folder).relativize(file).toString(),
        names.tolerance() + bound(names, "after"));
  }

  private void compare(Graph graph, Tensor tensor, String file, String bound) {
    INDArray wanted = array(golden.file(folder + file), DataType.DOUBLE);
    assertThat(GoldenBigGan.error(value(tensor), wanted, floor(bound)))
        .as(folder + file)
        .isLessThanOrEqualTo(tolerance(bound));
    assertThat(tensor.graph()).isSameAs(graph);
  }

  private INDArray value(Tensor tensor) {
    return GoldenNetworks.run(tensor.graph(), inputs, List.of(tensor)).get(tensor);
  }

  private double tolerance(String bound) {
    return GoldenBigGan.tolerance(golden, bound, type);
  }

  private double floor(String bound) {
    return GoldenBigGan.floor(golden, bound);
  }
}
