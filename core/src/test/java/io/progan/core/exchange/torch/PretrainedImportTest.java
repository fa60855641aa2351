package io.progan.core.exchange.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.core.exchange.ExchangeException;
import io.progan.core.exchange.ImportedNetworks;
import io.progan.core.exchange.SnapshotImport;
import io.progan.core.generate.Generator;
import io.progan.dataset.numpy.NpyArray;
import io.progan.presets.config.BigGanGeneratorConfig;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Released generators, against the published formulas. */
class PretrainedImportTest {

  @TempDir Path folder;

  private final PretrainedNetwork network = new PretrainedNetwork();

  private static TorchOptions truncation(double threshold) {
    return new TorchOptions(
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        OptionalDouble.of(threshold));
  }

  private Path file() throws IOException {
    return TorchWriter.stateDict(folder.resolve("pytorch_model.bin"), network.tensors);
  }

  @ParameterizedTest
  @CsvSource({"NaN,10", "1,10", "0,0", "0.3,3"})
  void imagesAreThoseOfTheFormulas(double threshold, int row) throws IOException {
    TorchOptions options = Double.isNaN(threshold) ? TorchOptions.NONE : truncation(threshold);
    ImportedNetworks imported = TorchNetworks.read(file(), options);
    BigGanGeneratorConfig config = (BigGanGeneratorConfig) imported.generator();
    assertThat(config.spectralNorm()).isFalse();
    assertThat(config.latentSize()).isEqualTo(PretrainedNetwork.LATENTS);
    assertThat(config.bnEpsilon()).isEqualTo(1e-4);
    Path snapshot = folder.resolve("network.npz");
    SnapshotImport.write(imported, RunConfig.defaults(), OptionalDouble.of(1), snapshot);

    try (Generator generator = Generator.load(snapshot)) {
      float[] latents = generator.latents(5, 1);
      int label = 2;
      double[] expected = network.image(latents, label, row);
      float[] images = generator.generate(latents, generator.labels(label, 1)).values();
      assertThat(images).hasSameSizeAs(expected);
      double largest = 0;
      double sum = 0;
      for (int i = 0; i < images.length; i++) {
        largest = Math.max(largest, Math.abs(images[i] - expected[i]));
        sum += Math.abs(expected[i]);
      }
      assertThat(sum / images.length).as("not saturated").isBetween(0.05, 0.9);
      assertThat(largest).isLessThan(3e-5);
    }
  }

  private void assertRefused(TorchOptions options, String problem) throws IOException {
    Path file = file();
    assertThatThrownBy(() -> TorchNetworks.read(file, options))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContainingAll(file.toString(), problem);
  }

  @Test
  void optionsThatDoNotFit() throws IOException {
    assertRefused(truncation(0.35), "11 thresholds from 0 to 1, none of which is --trunc 0.35");
    TorchOptions epsilon =
        new TorchOptions(
            OptionalDouble.empty(),
            OptionalDouble.of(1e-5),
            Optional.empty(),
            OptionalDouble.empty());
    assertRefused(epsilon, "leave --sn-eps and --bn-eps out");
  }

  @ParameterizedTest
  @CsvSource({
    "embeddings.weight, is missing",
    "generator.gen_z.weight_v, is missing",
    "generator.layers.2.conv_1.bias, is missing",
    "generator.layers.4.gamma, is missing",
    "generator.bn.running_vars, is missing"
  })
  void missing(String name, String problem) throws IOException {
    assertThat(network.tensors.remove(name)).isNotNull();
    assertRefused(TorchOptions.NONE, name + " " + problem);
  }

  @Test
  void tooManyOrOfAnotherShape() throws IOException {
    NpyArray one = NpyArray.of(new float[] {1}, 1);
    network.tensors.put("generator.layers.9.extra", one);
    assertRefused(TorchOptions.NONE, "generator.layers.9.extra belongs to no layer");
    network.tensors.remove("generator.layers.9.extra");
    Map<String, NpyArray> tensors = network.tensors;
    NpyArray vector = tensors.put("generator.layers.0.conv_0.weight_u", one);
    assertRefused(TorchOptions.NONE, "weight_u is [1], expected [2]");
    tensors.put("generator.layers.0.conv_0.weight_u", vector);
    tensors.put("generator.bn.weight", one);
    assertRefused(TorchOptions.NONE, "output_layer.0.gain is [1], expected [8]");
  }
}
