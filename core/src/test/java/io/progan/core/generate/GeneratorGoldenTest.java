package io.progan.core.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.GoldenNetworks;
import io.progan.core.Tiny;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.family.Networks;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Images of saved networks against the float64 reference, at every level of detail. */
class GeneratorGoldenTest {

  private static final String IMAGES = "images_lod";

  @TempDir Path folder;

  static Stream<GoldenCase> cases() {
    return GoldenCases.ofKind("g_forward");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void makesTheImagesOfTheReference(GoldenCase golden) throws IOException {
    Path snapshot = save(golden);
    float[] latents = GoldenNetworks.npy(golden.file("latents.npy")).floats();
    float[] labels = GoldenNetworks.npy(golden.file("labels.npy")).floats();
    double tolerance = golden.json().at("/tolerance/float32").asDouble();
    double floor = GoldenNetworks.floor(golden);
    for (Path file : GoldenNetworks.expectations(golden, IMAGES)) {
      GeneratorOptions options =
          GeneratorOptions.standard().withLod(GoldenNetworks.lod(file, IMAGES)).withMinibatch(3);
      try (Generator generator = Generator.load(snapshot, options);
          INDArray actual = Nd4j.createFromArray(generator.generate(latents, labels).values())) {
        assertThat(GoldenNetworks.error(actual, GoldenNetworks.npy(file), floor))
            .as(file.getFileName().toString())
            .isLessThanOrEqualTo(tolerance);
      }
    }
  }

  private Path save(GoldenCase golden) throws IOException {
    JsonNode json = golden.json().get("config");
    DatasetShape shape = GoldenNetworks.shape(json);
    RunConfig tiny = Tiny.config();
    RunConfig config =
        new RunConfig(
            tiny.randomSeed(),
            tiny.numGpus(),
            tiny.dataset(),
            tiny.train(),
            GoldenNetworks.generator(json),
            tiny.discriminator(),
            tiny.generatorOptimizer(),
            tiny.discriminatorOptimizer(),
            tiny.generatorLoss(),
            tiny.discriminatorLoss(),
            tiny.sched(),
            tiny.grid());
    GeneratorNetwork network = Networks.generator(config.generator(), shape);
    Map<String, INDArray> arrays = GoldenNetworks.parameters(golden, "G", network, DataType.FLOAT);
    return SavedNetworks.save(
        folder.resolve("network.npz"),
        config,
        shape,
        0,
        state ->
            network
                .slots()
                .forEach(
                    parameter ->
                        state
                            .averageWeights()
                            .view(parameter.name())
                            .assign(arrays.get("G/" + parameter.name()))));
  }
}
