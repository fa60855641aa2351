package io.progan.core;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.device.HostValues;
import io.progan.core.graph.Graph;
import io.progan.core.graph.Tensor;
import io.progan.core.network.Network;
import io.progan.core.plan.BufferPool;
import io.progan.core.plan.Plan;
import io.progan.core.plan.lowering.Lowering;
import io.progan.core.plan.lowering.Lowerings;
import io.progan.core.state.Slot;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyReader;
import io.progan.golden.GoldenCase;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.Dtype;
import io.progan.presets.config.Kernels;
import io.progan.presets.config.ProgressiveDiscriminatorConfig;
import io.progan.presets.config.ProgressiveGeneratorConfig;
import io.progan.presets.config.Rounding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Golden cases as configurations, arrays and results. */
public final class GoldenNetworks {

  /** Of the largest value, in single precision. */
  private static final double KERNELS_DIFFER = 1e-4;

  private GoldenNetworks() {}

  /** The generator of a case's {@code config} object. */
  public static ProgressiveGeneratorConfig generator(JsonNode config) {
    JsonNode latentSize = config.get("latent_size");
    return new ProgressiveGeneratorConfig(
        config.get("fmap_base").asInt(),
        config.get("fmap_decay").asDouble(),
        config.get("fmap_max").asInt(),
        latentSize.isNull() ? null : Integer.valueOf(latentSize.asInt()),
        config.get("normalize_latents").asBoolean(),
        config.get("use_wscale").asBoolean(),
        config.get("use_pixelnorm").asBoolean(),
        config.get("pixelnorm_epsilon").asDouble(),
        config.get("use_leakyrelu").asBoolean(),
        config.get("fused_scale").asBoolean(),
        Dtype.FLOAT32,
        Rounding.FUSED);
  }

  /** The discriminator of a case's {@code config} object. */
  public static ProgressiveDiscriminatorConfig discriminator(JsonNode config) {
    return new ProgressiveDiscriminatorConfig(
        config.get("fmap_base").asInt(),
        config.get("fmap_decay").asDouble(),
        config.get("fmap_max").asInt(),
        config.get("use_wscale").asBoolean(),
        config.get("mbstd_group_size").asInt(),
        config.get("fused_scale").asBoolean(),
        Dtype.FLOAT32,
        Rounding.FUSED);
  }

  /** The images and labels of a case's {@code config} object. */
  public static DatasetShape shape(JsonNode config) {
    return new DatasetShape(
        config.get("resolution").asInt(),
        config.get("num_channels").asInt(),
        config.get("label_size").asInt());
  }

  /** A file of a case. */
  public static NpyArray npy(Path file) {
    try {
      return NpyReader.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of a case, as an array of a type. */
  public static INDArray array(Path file, DataType type) {
    NpyArray npy = npy(file);
    long[] shape = Arrays.stream(npy.shape()).asLongStream().toArray();
    return Nd4j.createFromArray(npy.doubles()).reshape(shape).castTo(type);
  }

  /** The arrays of a network's parameters below a folder of a case, by graph input name. */
  public static Map<String, INDArray> parameters(
      GoldenCase golden, String folder, Network network, DataType type) {
    Map<String, INDArray> arrays = new HashMap<>();
    for (Slot slot : network.slots()) {
      Path file = golden.file(folder + "/" + slot.name() + ".npy");
      arrays.put(network.name() + "/" + slot.name(), array(file, type));
    }
    return arrays;
  }

  /**
   * Runs a graph once in a plan with the kernels of this processor, and with ND4J's: they must give
   * the same but for rounding.
   */
  public static Map<Tensor, INDArray> run(
      Graph graph, Map<String, INDArray> inputs, Iterable<Tensor> wanted) {
    Map<Tensor, INDArray> results = run(graph, inputs, wanted, Lowerings.of(Kernels.AUTO));
    Map<Tensor, INDArray> others = run(graph, inputs, wanted, Lowerings.of(Kernels.ND4J));
    results.forEach((tensor, array) -> compare(tensor, array, others.get(tensor)));
    others.values().forEach(INDArray::close);
    return results;
  }

  /** What overflows does so with both kernels. */
  private static void compare(Tensor tensor, INDArray array, INDArray other) {
    double[] a = HostValues.doubles(array);
    double[] b = HostValues.doubles(other);
    double largest = Arrays.stream(a).filter(Double::isFinite).map(Math::abs).max().orElse(0);
    for (int i = 0; i < a.length; i++) {
      boolean alike =
          Double.isFinite(a[i])
              ? Math.abs(a[i] - b[i]) <= KERNELS_DIFFER * Math.max(1e-3, largest)
              : !Double.isFinite(b[i]);
      if (!alike) {
        throw new AssertionError(
            "kernels give %g and %g in %s, whose largest is %g"
                .formatted(a[i], b[i], tensor, largest));
      }
    }
  }

  private static Map<Tensor, INDArray> run(
      Graph graph, Map<String, INDArray> inputs, Iterable<Tensor> wanted, Lowering lowering) {
    Map<Tensor, INDArray> results = new LinkedHashMap<>();
    for (Tensor tensor : wanted) {
      results.put(tensor, Nd4j.create(graph.dataType(), tensor.shape()));
    }
    try (BufferPool pool = new BufferPool(graph.dataType());
        Plan plan = Plan.compile(graph, inputs, results, pool, lowering)) {
      plan.run();
    }
    return results;
  }

  /** The golden data's measure: {@code max|a-b| / max(max|b|, floor)}. */
  public static double error(INDArray actual, NpyArray expected, double floor) {
    double[] a = actual.reshape(actual.length()).toDoubleVector();
    double[] b = expected.doubles();
    if (a.length != b.length) {
      throw new AssertionError(a.length + " values, expected " + b.length);
    }
    double difference = 0;
    double magnitude = floor;
    for (int i = 0; i < a.length; i++) {
      difference = Math.max(difference, Double.isNaN(a[i]) ? 1e300 : Math.abs(a[i] - b[i]));
      magnitude = Math.max(magnitude, Math.abs(b[i]));
    }
    return difference == 0 ? 0 : difference / magnitude;
  }

  /** What a case's relative errors are divided by at least. */
  public static double floor(GoldenCase golden) {
    return golden.json().at("/tolerance/floor").asDouble();
  }

  /** The files of a case whose names begin like this; at least one. */
  public static List<Path> expectations(GoldenCase golden, String prefix) {
    List<Path> files = new ArrayList<>();
    for (JsonNode file : golden.json().get("files")) {
      if (file.get("path").asText().startsWith(prefix)) {
        files.add(golden.file(file.get("path").asText()));
      }
    }
    if (files.isEmpty()) {
      throw new AssertionError(golden + ": no file " + prefix);
    }
    return files;
  }

  /** The level of detail in a file's name, {@code images_lod0p25.npy}. */
  public static double lod(Path file, String prefix) {
    String name = file.getFileName().toString();
    return Double.parseDouble(
        name.substring(prefix.length(), name.length() - ".npy".length()).replace('p', '.'));
  }
}
