package io.progan.core;

import static io.progan.core.GoldenNetworks.array;
import static io.progan.core.GoldenNetworks.npy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.graph.Gradients;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Layer;
import io.progan.core.layer.weight.Weight;
import io.progan.core.network.Network;
import io.progan.core.state.Slot;
import io.progan.core.state.SlotInputs;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.RandomState;
import io.progan.golden.GoldenCase;
import io.progan.presets.config.BigGanDiscriminatorConfig;
import io.progan.presets.config.BigGanGeneratorConfig;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Golden cases of BigGAN as configurations and arrays in this project's layouts. */
public final class GoldenBigGan {

  private GoldenBigGan() {}

  /** What the images of a case's network look like. */
  public static DatasetShape shape(JsonNode config) {
    return new DatasetShape(
        config.get("resolution").asInt(),
        config.get("num_channels").asInt(),
        config.get("n_classes").asInt());
  }

  /** The generator of a case's {@code config} object. */
  public static BigGanGeneratorConfig generator(JsonNode config) {
    Map<String, Object> options = new HashMap<>();
    options.put("ch", config.get("G_ch"));
    options.put("deep", config.get("deep"));
    options.put("depth", config.get("deep").asBoolean() ? config.get("G_depth").asInt() : 1);
    options.put("latentSize", config.get("dim_z"));
    options.put("hierarchical", config.get("hier"));
    options.put("shared", config.get("G_shared"));
    int sharedSize = config.get("shared_dim").asInt();
    options.put("sharedSize", sharedSize == 0 ? null : sharedSize);
    options.put("attention", attention(config.get("G_attn").asText()));
    options.put("spectralNorm", config.get("G_param").asText().equals("SN"));
    options.put("singularValues", config.get("num_G_SVs"));
    options.put("powerIterations", config.get("num_G_SV_itrs"));
    options.put("snEpsilon", config.get("SN_eps"));
    options.put("bnEpsilon", config.get("BN_eps"));
    options.put("bnUnbiased", !config.get("mybn").asBoolean());
    return ConfigJson.with(BigGanGeneratorConfig.defaults(), options);
  }

  /** The discriminator of a case's {@code config} object. */
  public static BigGanDiscriminatorConfig discriminator(JsonNode config, double keep) {
    Map<String, Object> options = new HashMap<>();
    options.put("ch", config.get("D_ch"));
    options.put("deep", config.get("deep"));
    options.put("depth", config.get("deep").asBoolean() ? config.get("D_depth").asInt() : 1);
    options.put("wide", config.get("D_wide"));
    options.put("attention", attention(config.get("D_attn").asText()));
    options.put("singularValues", config.get("num_D_SVs"));
    options.put("powerIterations", config.get("num_D_SV_itrs"));
    options.put("snEpsilon", config.get("SN_eps"));
    options.put("keepProbability", keep);
    return ConfigJson.with(BigGanDiscriminatorConfig.defaults(), options);
  }

  private static List<Integer> attention(String sizes) {
    return sizes.equals("0")
        ? List.of()
        : Arrays.stream(sizes.split("_")).map(Integer::valueOf).toList();
  }

  /** Class numbers of a file as one-hot labels; vectors as they are. */
  public static INDArray labels(Path file, int classes, DataType type) {
    NpyArray numbers = npy(file);
    if (numbers.shape().length == 2) {
      return array(file, type);
    }
    double[] values = numbers.doubles();
    INDArray labels = Nd4j.zeros(type, values.length, classes);
    for (int i = 0; i < values.length; i++) {
      labels.putScalar(i, (int) values[i], 1);
    }
    return labels;
  }

  /** Names of slots whose first dimension counts outputs, as in the files. */
  private static Set<String> outputsFirst(List<Layer> layers) {
    return layers.stream()
        .flatMap(layer -> layer.weights().stream())
        .filter(Weight::outputsFirst)
        .map(weight -> weight.slot().name())
        .collect(Collectors.toSet());
  }

  /** An array of a slot in this project's layout: the outputs last. */
  public static INDArray read(Path file, Slot slot, List<Layer> layers, DataType type) {
    INDArray values = array(file, type);
    if (slot.name().endsWith(".weight") && !outputsFirst(layers).contains(slot.name())) {
      values = values.rank() == 4 ? values.permute(2, 3, 1, 0) : values.permute(1, 0);
    }
    INDArray ordered = values.dup('c').reshape('c', slot.shape());
    assertThat(ordered.shape()).as(slot.name()).isEqualTo(slot.shape());
    return ordered;
  }

  /** Where the file of a slot lies; batch norm's statistics have two names. */
  public static Path file(GoldenCase golden, String folder, Slot slot) {
    Path file = golden.file(folder + slot.name() + ".npy");
    return Files.exists(file)
        ? file
        : golden.file(folder + slot.name().replace(".stored_", ".bn.stored_") + ".npy");
  }

  /**
   * The arrays of slots by graph input name. Kept ones that have no file hold what they begin with.
   *
   * @param network the prefix of the inputs' names
   */
  public static Map<String, INDArray> slots(
      GoldenCase golden, String folder, String network, List<Layer> layers, DataType type) {
    Map<String, INDArray> arrays = new HashMap<>();
    for (Layer layer : layers) {
      for (Slot slot : layer.slots()) {
        Path file = file(golden, folder, slot);
        INDArray values =
            slot.trained() || Files.exists(file)
                ? read(file, slot, layers, type)
                : Nd4j.createFromArray(slot.initializer().values(new RandomState(1), slot.shape()))
                    .reshape(slot.shape())
                    .castTo(type);
        arrays.put(network + "/" + slot.name(), values);
      }
    }
    return arrays;
  }

  /** The same of a whole network. */
  public static Map<String, INDArray> slots(GoldenCase golden, Network network, DataType type) {
    return slots(golden, network.name() + "/", network.name(), network.layers(), type);
  }

  /** The largest difference, relative to the largest number or the floor. */
  public static double error(INDArray actual, INDArray expected, double floor) {
    double[] a = actual.reshape(actual.length()).castTo(DataType.DOUBLE).toDoubleVector();
    double[] b = expected.reshape(expected.length()).toDoubleVector();
    assertThat(a).hasSameSizeAs(b);
    double difference = 0;
    double magnitude = floor;
    for (int i = 0; i < a.length; i++) {
      difference = Math.max(difference, Double.isNaN(a[i]) ? 1e300 : Math.abs(a[i] - b[i]));
      magnitude = Math.max(magnitude, Math.abs(b[i]));
    }
    return difference == 0 ? 0 : difference / magnitude;
  }

  /** The gradients of a scalar or a sum at all trained slots that a graph reads. */
  public static Map<Slot, Tensor> gradients(Tensor y, SlotInputs slots) {
    List<Slot> trained = slots.inputs().keySet().stream().filter(Slot::trained).toList();
    List<Tensor> inputs = new ArrayList<>();
    trained.forEach(slot -> inputs.add(slots.inputs().get(slot)));
    Map<Tensor, Tensor> found = Gradients.of(y, inputs);
    Map<Slot, Tensor> gradients = new HashMap<>();
    trained.forEach(slot -> gradients.put(slot, found.get(slots.inputs().get(slot))));
    return gradients;
  }

  /**
   * A tolerance of a case.
   *
   * @param path JSON pointer below the tolerances, for example {@code /images}
   */
  public static double tolerance(GoldenCase golden, String path, DataType type) {
    String name = type == DataType.DOUBLE ? "float64" : "float32";
    JsonNode tolerance = golden.json().at("/tolerance" + path + "/" + name);
    assertThat(tolerance.isNumber()).as(path).isTrue();
    return tolerance.asDouble();
  }

  /** The floor of a case's tolerance. */
  public static double floor(GoldenCase golden, String path) {
    return golden.json().at("/tolerance" + path + "/floor").asDouble();
  }
}
