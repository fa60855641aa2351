package io.progan.core.network.residual;

import static io.progan.core.GoldenNetworks.npy;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.GoldenLayers;
import io.progan.core.layer.norm.BatchNormSettings;
import io.progan.core.layer.norm.ConditionalBatchNorm;
import io.progan.core.layer.weight.SpectralWeight;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.WeightInitialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

/** BigGAN's residual blocks against the float64 reference, in both types. */
class BigGanBlockGoldenTest {

  private static final int CLASSES = 3;

  private static Spectral spectral(GoldenCase golden) {
    double epsilon = golden.json().at("/config/SN_eps").asDouble();
    return new Spectral(new SpectralWeight.Settings(1, 1, epsilon), true, WeightInitialization.N02);
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"DOUBLE", "FLOAT"})
  void generatorBlocks(DataType type) {
    for (GoldenCase golden : GoldenCases.ofKind("biggan_g_block").toList()) {
      for (JsonNode test : golden.json().get("tests")) {
        Spectral spectral = spectral(golden);
        String folder = test.get("name").asText() + "/";
        boolean shared = test.get("shared").asBoolean();
        int condition = shared ? npy(golden.file(folder + "y.npy")).shape()[1] : CLASSES;
        BatchNormSettings settings =
            new BatchNormSettings(golden.json().at("/config/BN_eps").asDouble(), true);
        Norms norms =
            (name, maps) ->
                new ConditionalBatchNorm(
                    name,
                    shared
                        ? spectral.weight(name + ".gain", condition, maps)
                        : spectral.plainEmbedding(name + ".gain", condition, maps),
                    shared
                        ? spectral.weight(name + ".bias", condition, maps)
                        : spectral.plainEmbedding(name + ".bias", condition, maps),
                    settings);
        int in = npy(golden.file(folder + "x.npy")).shape()[1];
        int out = npy(golden.file(folder + "out.npy")).shape()[1];
        Block block =
            test.get("deep").asBoolean()
                ? DeepGeneratorBlock.of(
                    "block", in, out, test.get("up").asBoolean(), spectral, norms)
                : GeneratorBlock.of("block", in, out, spectral, norms);
        check(golden, folder, block, type);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"DOUBLE", "FLOAT"})
  void discriminatorBlocks(DataType type) {
    for (GoldenCase golden : GoldenCases.ofKind("biggan_d_block").toList()) {
      for (JsonNode test : golden.json().get("tests")) {
        Spectral spectral = spectral(golden);
        String folder = test.get("name").asText() + "/";
        DiscriminatorBlock.Change change =
            new DiscriminatorBlock.Change(
                npy(golden.file(folder + "x.npy")).shape()[1],
                npy(golden.file(folder + "out.npy")).shape()[1],
                test.get("down").asBoolean());
        Block block =
            test.get("deep").asBoolean()
                ? DeepDiscriminatorBlock.of("block", change, spectral)
                : DiscriminatorBlock.of(
                    "block",
                    change,
                    test.get("wide").asBoolean(),
                    !test.get("pre").asBoolean(),
                    spectral);
        check(golden, folder, block, type);
      }
    }
  }

  private static void check(GoldenCase golden, String folder, Block block, DataType type) {
    String bound = "/" + folder.substring(0, folder.length() - 1);
    for (boolean training : new boolean[] {true, false}) {
      GoldenLayers.Names names =
          training
              ? new GoldenLayers.Names("", "out.npy", "grads/", "after/", bound)
              : new GoldenLayers.Names("", "out_eval.npy", "", "", bound);
      new GoldenLayers(golden, folder, type)
          .check(block.layers(), "x", CLASSES, training, names, block::forward);
    }
  }
}
