package io.progan.core.exchange.torch;

import static io.progan.core.GoldenNetworks.array;
import static io.progan.core.GoldenNetworks.npy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.GoldenBigGan;
import io.progan.core.exchange.ImportedNetworks;
import io.progan.core.exchange.SnapshotImport;
import io.progan.core.generate.Generator;
import io.progan.core.generate.GeneratorOptions;
import io.progan.core.generate.WeightSet;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.family.Networks;
import io.progan.core.session.NetworkSession;
import io.progan.core.snapshot.SnapshotReader;
import io.progan.core.state.StateVector;
import io.progan.dataset.numpy.NpyArray;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.BigGanGeneratorConfig;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Imported state dictionaries make what the float64 reference makes of the same tensors. */
class TorchImportGoldenTest {

  @TempDir Path folder;

  static Stream<GoldenCase> generators() {
    return GoldenCases.ofKind("biggan_g_forward");
  }

  private static TorchOptions epsilons(JsonNode config) {
    return new TorchOptions(
        OptionalDouble.of(config.get("SN_eps").asDouble()),
        config.has("BN_eps")
            ? OptionalDouble.of(config.get("BN_eps").asDouble())
            : OptionalDouble.empty(),
        Optional.empty(),
        OptionalDouble.empty());
  }

  private Path snapshot(ImportedNetworks imported) throws IOException {
    Path file = folder.resolve("network.npz");
    SnapshotImport.write(imported, RunConfig.defaults(), OptionalDouble.of(3), file);
    return file;
  }

  @ParameterizedTest
  @MethodSource("generators")
  void images(GoldenCase golden) throws IOException {
    Path file = TorchWriter.stateDict(folder.resolve("G.pth"), TorchCases.tensors(golden, "G"));
    JsonNode config = golden.json().get("config");

    ImportedNetworks imported = TorchNetworks.read(file, epsilons(config));

    assertThat(imported.shape()).isEqualTo(GoldenBigGan.shape(config));
    assertThat(imported.generator()).isEqualTo(told(GoldenBigGan.generator(config), imported));
    check(golden, snapshot(imported), "images_eval.npy");
  }

  /** What shapes tell of latents: those that are used, and the embedding's own length. */
  private static BigGanGeneratorConfig told(BigGanGeneratorConfig config, ImportedNetworks found) {
    int resolution = found.shape().resolution();
    return ConfigJson.with(
        config,
        config.shared()
            ? Map.of(
                "latentSize", config.effectiveLatentSize(resolution),
                "sharedSize", config.embeddingSize())
            : Map.of());
  }

  private static void check(GoldenCase golden, Path snapshot, String file) throws IOException {
    GeneratorOptions g = GeneratorOptions.standard().withWeights(WeightSet.G);
    try (Generator average = Generator.load(snapshot);
        Generator generator = Generator.load(snapshot, g)) {
      float[] latents = npy(golden.file("latents.npy")).floats();
      INDArray labels =
          GoldenBigGan.labels(golden.file("labels.npy"), average.labelSize(), DataType.FLOAT);
      float[] images = average.generate(latents, labels.dup().data().asFloat()).values();
      INDArray expected = array(golden.file(file), DataType.DOUBLE);
      assertThat(GoldenBigGan.error(Nd4j.createFromArray(images), expected, 0))
          .as(golden.name())
          .isLessThanOrEqualTo(GoldenBigGan.tolerance(golden, "/images", DataType.FLOAT));
      assertThat(generator.generate(latents, labels.dup().data().asFloat()).values())
          .isEqualTo(images);
    }
  }

  /** Sums over three passes, which the counter says, are divided by it. */
  @ParameterizedTest
  @CsvSource({"3", "16"})
  void standingStatistics(float passes) throws IOException {
    GoldenCase golden = TorchCases.named("biggan_g_forward", "shared32_standing");
    Map<String, NpyArray> tensors = TorchCases.tensors(golden, "G");
    tensors.replaceAll(
        (name, array) -> {
          float[] values = array.floats().clone();
          boolean counter = name.endsWith(".accumulation_counter");
          boolean statistics = name.contains(".bn.stored_");
          for (int i = 0; i < values.length && (counter || statistics); i++) {
            values[i] = counter ? passes : values[i] * passes;
          }
          return NpyArray.of(values, array.shape());
        });
    Path file = TorchWriter.stateDict(folder.resolve("G.pth"), tensors);

    ImportedNetworks imported = TorchNetworks.read(file, epsilons(golden.json().get("config")));

    assertThat(imported.notes()).anyMatch(note -> note.contains("sums over " + passes));
    check(golden, snapshot(imported), "images_eval.npy");
  }

  @ParameterizedTest
  @CsvSource({"cifar32", "hier64", "deep32"})
  void aCheckpointOfThreeFiles(String name) throws IOException {
    GoldenCase g = TorchCases.named("biggan_g_forward", "_" + name);
    GoldenCase d = TorchCases.named("biggan_d_forward", "_" + name);
    Map<String, NpyArray> tensors = TorchCases.tensors(g, "G");
    TorchWriter.stateDict(folder.resolve("G_best1.pth"), tensors);
    tensors.put(
        "linear.bias",
        NpyArray.of(
            new float[tensors.get("linear.bias").size()], tensors.get("linear.bias").shape()));
    TorchWriter.stateDict(folder.resolve("G_ema_best1.pth"), tensors);
    TorchWriter.stateDict(folder.resolve("D_best1.pth"), TorchCases.tensors(d, "D"));
    Files.writeString(folder.resolve("G_optim_best1.pth"), "not read");
    TorchWriter.record(
        folder.resolve("state_dict_best1.pth"),
        Map.of("itr", "30"),
        Map.of(
            "SN_eps", g.json().at("/config/SN_eps").asText(),
            "BN_eps", g.json().at("/config/BN_eps").asText(),
            "batch_size", "50",
            "num_D_steps", "4",
            "num_D_accumulations", "1"));

    ImportedNetworks imported = TorchNetworks.read(folder, TorchOptions.NONE);

    assertThat(imported.notes()).isEmpty();
    assertThat(imported.kimg()).hasValue(6);
    assertThat(imported.discriminator())
        .isEqualTo(GoldenBigGan.discriminator(d.json().get("config"), 1));
    Path snapshot = snapshot(imported);
    try (SnapshotReader reader = new SnapshotReader(snapshot)) {
      checkAverage(reader, imported);
      checkScores(d, reader);
    }
  }

  private static void checkAverage(SnapshotReader reader, ImportedNetworks imported)
      throws IOException {
    var network = Networks.generator(imported.generator(), imported.shape());
    try (StateVector g = new StateVector(network.slots(), DataType.FLOAT);
        StateVector gs = g.zeros()) {
      reader.restore("G", g);
      reader.restore("Gs", gs);
      assertThat(gs.view("linear.bias").amaxNumber().doubleValue()).isZero();
      assertThat(g.view("linear.bias").amaxNumber().doubleValue()).isPositive();
      gs.view("linear.bias").assign(g.view("linear.bias"));
      assertThat(gs.vector()).isEqualTo(g.vector());
    }
  }

  private static void checkScores(GoldenCase golden, SnapshotReader reader) throws IOException {
    DatasetShape shape = reader.info().dataset();
    DiscriminatorNetwork network =
        Networks.discriminator(reader.info().runConfig().discriminator(), shape);
    NpyArray images = npy(golden.file("images.npy"));
    int count = images.shape()[0];
    try (StateVector weights = new StateVector(network.slots(), DataType.FLOAT)) {
      reader.restore("D", weights);
      try (NetworkSession session =
          NetworkSession.of(network, weights, network.stages().get(0), count)) {
        INDArray labels =
            GoldenBigGan.labels(golden.file("labels.npy"), shape.labelSize(), DataType.FLOAT);
        float[] scores = session.scores(images.floats(), labels.dup().data().asFloat(), count, 0);
        INDArray expected = array(golden.file("scores_eval.npy"), DataType.DOUBLE);
        assertThat(
                GoldenBigGan.error(
                    Nd4j.createFromArray(scores), expected, GoldenBigGan.floor(golden, "/scores")))
            .isLessThanOrEqualTo(GoldenBigGan.tolerance(golden, "/scores", DataType.FLOAT));
      }
    }
  }
}
