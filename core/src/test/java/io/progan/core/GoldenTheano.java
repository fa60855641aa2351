package io.progan.core;

import static io.progan.core.GoldenNetworks.array;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.layer.GeneralizedDropout;
import io.progan.core.network.Network;
import io.progan.core.state.Slot;
import io.progan.dataset.numpy.RandomState;
import io.progan.golden.GoldenCase;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DiscriminatorConfig;
import io.progan.presets.config.DiscriminatorLossConfig;
import io.progan.presets.config.GeneratorConfig;
import io.progan.presets.config.GeneratorLossConfig;
import io.progan.presets.config.LsganDiscriminatorLossConfig;
import io.progan.presets.config.LsganGeneratorLossConfig;
import io.progan.presets.config.MinibatchAveraging;
import io.progan.presets.config.ModeRecoveryDiscriminatorConfig;
import io.progan.presets.config.ModeRecoveryGeneratorConfig;
import io.progan.presets.config.TheanoDiscriminatorConfig;
import io.progan.presets.config.TheanoGeneratorConfig;
import io.progan.presets.config.WganGpDiscriminatorLossConfig;
import io.progan.presets.config.WganGpGeneratorLossConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Golden cases of the Theano version as configurations and arrays. */
public final class GoldenTheano {

  private GoldenTheano() {}

  /** The generator of a case's {@code config} object; its scales are not measured. */
  public static GeneratorConfig generator(JsonNode config) {
    Map<String, Object> options = new HashMap<>();
    put(options, config, "fmapBase", "fmap_base");
    put(options, config, "fmapMax", "fmap_max");
    put(options, config, "latentSize", "latent_size");
    put(options, config, "normalizeLatents", "normalize_latents");
    put(options, config, "useWscale", "use_wscale");
    put(options, config, "usePixelnorm", "use_pixelnorm");
    put(options, config, "useBatchnorm", "use_batchnorm");
    options.put("measureWscale", false);
    if (config.get("func").asText().equals("G_mnist_mode_recovery")) {
      put(options, config, "progressive", "progressive");
      return ConfigJson.with(ModeRecoveryGeneratorConfig.defaults(), options);
    }
    put(options, config, "fmapDecay", "fmap_decay");
    put(options, config, "useLeakyrelu", "use_leakyrelu");
    put(options, config, "tanhAtEnd", "tanh_at_end");
    return ConfigJson.with(TheanoGeneratorConfig.defaults(), options);
  }

  /** The discriminator of a case's {@code config} object; its scales are not measured. */
  public static DiscriminatorConfig discriminator(JsonNode config) {
    return discriminator(config, Map.of());
  }

  /**
   * The same with other options.
   *
   * @param dropout options of the dropout
   */
  public static DiscriminatorConfig discriminator(JsonNode config, Map<String, Object> dropout) {
    Map<String, Object> options = new HashMap<>();
    put(options, config, "fmapBase", "fmap_base");
    put(options, config, "fmapMax", "fmap_max");
    put(options, config, "useWscale", "use_wscale");
    options.put("measureWscale", false);
    JsonNode averaging = config.get("mbstat_avg");
    options.put(
        "mbstatAvg", averaging.isNull() ? MinibatchAveraging.OFF.jsonName() : averaging.asText());
    if (config.get("func").asText().equals("D_mnist_mode_recovery")) {
      put(options, config, "useBatchnorm", "use_batchnorm");
      put(options, config, "fmapDivisor", "X");
      put(options, config, "progressive", "progressive");
      return ConfigJson.with(ModeRecoveryDiscriminatorConfig.defaults(), options);
    }
    put(options, config, "fmapDecay", "fmap_decay");
    put(options, config, "mbdiscKernels", "mbdisc_kernels");
    put(options, config, "useLayernorm", "use_layernorm");
    put(options, config, "useGdrop", "use_gdrop");
    options.putAll(dropout);
    return ConfigJson.with(TheanoDiscriminatorConfig.defaults(), options);
  }

  private static void put(
      Map<String, Object> options, JsonNode config, String key, String official) {
    options.put(key, config.get(official));
  }

  /** The discriminator's loss of a case's {@code loss} object. */
  public static DiscriminatorLossConfig discriminatorLoss(JsonNode loss) {
    double condWeight = loss.get("cond_weight").asDouble();
    return loss.get("type").asText().equals("lsgan")
        ? new LsganDiscriminatorLossConfig(loss.get("L2_fake_weight").asDouble(), condWeight)
        : new WganGpDiscriminatorLossConfig(
            loss.get("iwass_lambda").asDouble(),
            loss.get("iwass_epsilon").asDouble(),
            loss.get("iwass_target").asDouble(),
            condWeight);
  }

  /** The generator's loss of a case's {@code loss} object. */
  public static GeneratorLossConfig generatorLoss(JsonNode loss) {
    double condWeight = loss.get("cond_weight").asDouble();
    return loss.get("type").asText().equals("lsgan")
        ? new LsganGeneratorLossConfig(condWeight)
        : new WganGpGeneratorLossConfig(condWeight);
  }

  /**
   * The arrays of a network's slots below a folder of a case, by graph input name. Kept slots that
   * have no file hold what they begin with, the dropout's strength what the case says.
   */
  public static Map<String, INDArray> slots(GoldenCase golden, Network network, DataType type) {
    Map<String, INDArray> arrays = new HashMap<>();
    for (Slot slot : network.slots()) {
      arrays.put(network.name() + "/" + slot.name(), slot(golden, network.name(), slot, type));
    }
    return arrays;
  }

  private static INDArray slot(GoldenCase golden, String folder, Slot slot, DataType type) {
    Path file = golden.file(folder + "/" + slot.name() + ".npy");
    if (slot.trained() || Files.exists(file)) {
      return array(file, type);
    }
    if (slot.equals(GeneralizedDropout.STRENGTH)) {
      return Nd4j.createFromArray(golden.json().get("gdrop_strength").asDouble()).castTo(type);
    }
    double[] values = slot.initializer().values(new RandomState(1), slot.shape());
    return Nd4j.createFromArray(values).reshape(slot.shape()).castTo(type);
  }
}
