package io.progan.core.exchange;

import static io.progan.core.GoldenNetworks.array;
import static io.progan.core.GoldenNetworks.error;
import static io.progan.core.GoldenNetworks.npy;
import static io.progan.core.GoldenNetworks.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.GoldenNetworks;
import io.progan.core.generate.Generator;
import io.progan.core.generate.GeneratorOptions;
import io.progan.core.generate.Images;
import io.progan.core.generate.WeightSet;
import io.progan.core.graph.Graph;
import io.progan.core.graph.Resampling;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.Growth;
import io.progan.core.network.Stage;
import io.progan.core.network.family.Networks;
import io.progan.core.snapshot.SnapshotReader;
import io.progan.core.state.Pass;
import io.progan.core.state.SlotInputs;
import io.progan.core.state.StateVector;
import io.progan.dataset.numpy.NpyArray;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Imported networks against the float64 reference. */
class NetworkPickleGoldenTest {

  private static final Pattern LOD = Pattern.compile("-(lod\\d+(?:p\\d+)?)\\b");

  @TempDir Path folder;

  /** Each pickle of each case. */
  static Stream<PickleCase> pickles() {
    return GoldenCases.ofKind("network_pickle").flatMap(PickleCase::of);
  }

  /**
   * A pickle, and the end of its expectations' names.
   *
   * @param suffix empty, or the level of detail that the file's name tells, as {@code _lod0p25}
   */
  record PickleCase(GoldenCase golden, String file, String suffix) {

    static Stream<PickleCase> of(GoldenCase golden) {
      List<PickleCase> cases = new ArrayList<>();
      for (JsonNode entry : golden.json().get("files")) {
        String path = entry.get("path").asText();
        if (path.endsWith(".pkl")) {
          Matcher lod = LOD.matcher(path);
          cases.add(new PickleCase(golden, path, lod.find() ? "_" + lod.group(1) : ""));
        }
      }
      return cases.stream();
    }

    Path expected(String name) {
      return golden.file(name + suffix + ".npy");
    }

    @Override
    public String toString() {
      return golden + " " + file;
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("pickles")
  void networksComputeAsTheReference(PickleCase pickle) throws IOException {
    OriginalNetworks networks = NetworkPickle.read(pickle.golden().file(pickle.file()));
    ImportedNetworks imported = ImportedNetworks.of(networks);
    JsonNode config = pickle.golden().json().get("config");
    assertThat(imported.generator()).isEqualTo(GoldenNetworks.generator(config));
    assertThat(imported.discriminator()).isEqualTo(GoldenNetworks.discriminator(config));
    assertThat(imported.shape()).isEqualTo(GoldenNetworks.shape(config));
    Path snapshot = folder.resolve("network.npz");
    SnapshotImport.write(imported, RunConfig.defaults(), OptionalDouble.empty(), snapshot);

    checkVariables(pickle, networks);
    checkImages(pickle, snapshot, WeightSet.G, "images_G");
    Images images = checkImages(pickle, snapshot, WeightSet.GS, "images_Gs");
    Path pixels = pickle.golden().file("images_Gs_uint8" + pickle.suffix() + ".npy");
    if (Files.exists(pixels)) {
      assertThat(images.pixels()).isEqualTo(npy(pixels).bytes());
    }
    checkScores(pickle, snapshot);
  }

  /** Those that a case lists are the pickles' own, number for number. */
  private static void checkVariables(PickleCase pickle, OriginalNetworks networks) {
    Map<String, NpyArray> variables = networks.generator().variables();
    for (Path file : GoldenNetworks.expectations(pickle.golden(), "G/")) {
      Path name = pickle.golden().file("G").relativize(file);
      NpyArray variable = variables.get(name.toString().replaceFirst("\\.npy$", ""));
      assertThat(variable.floats()).as(name.toString()).isEqualTo(npy(file).floats());
    }
  }

  private static Images checkImages(
      PickleCase pickle, Path snapshot, WeightSet weights, String expected) throws IOException {
    float[] latents = npy(pickle.golden().file("latents.npy")).floats();
    Path labelFile = pickle.golden().file("labels.npy");
    float[] labels = Files.exists(labelFile) ? npy(labelFile).floats() : new float[0];
    GeneratorOptions options = GeneratorOptions.standard().withWeights(weights);
    try (Generator generator = Generator.load(snapshot, options)) {
      Images images = generator.generate(latents, labels);
      try (INDArray actual = Nd4j.createFromArray(images.values())) {
        check(pickle, actual, expected);
      }
      return images;
    }
  }

  /** All images are one minibatch, which the minibatch stddev depends on. */
  private static void checkScores(PickleCase pickle, Path snapshot) throws IOException {
    try (SnapshotReader reader = new SnapshotReader(snapshot)) {
      DatasetShape shape = reader.info().dataset();
      DiscriminatorNetwork network =
          Networks.discriminator(reader.info().runConfig().discriminator(), shape);
      Stage stage = Stage.at(reader.info().lod(), shape.resolutionLog2());
      INDArray images = array(pickle.expected("images_Gs"), DataType.FLOAT);
      try (StateVector vector = new StateVector(network.slots(), DataType.FLOAT);
          Graph graph = new Graph(DataType.FLOAT)) {
        reader.restore("D", vector);
        Map<String, INDArray> inputs = new HashMap<>(Map.of("images", images));
        network.slots().forEach(p -> inputs.put("D/" + p.name(), vector.view(p.name())));
        Tensor output =
            network.forward(
                Pass.evaluate(new SlotInputs(graph, "D")),
                new Growth(stage, graph.constant(Stage.fade(reader.info().lod()))),
                Resampling.downscale(
                    graph.input("images", images.shape()),
                    shape.resolution() / stage.resolution()));
        Tensor scores = Shaping.slice(output, 1, 0, 1);
        check(pickle, run(graph, inputs, List.of(scores)).get(scores), "scores_D_of_Gs_images");
      }
    }
  }

  private static void check(PickleCase pickle, INDArray actual, String expected) {
    double tolerance = pickle.golden().json().at("/tolerance/float32").asDouble();
    NpyArray reference = npy(pickle.expected(expected));
    assertThat(error(actual, reference, GoldenNetworks.floor(pickle.golden())))
        .as(expected + pickle.suffix())
        .isLessThanOrEqualTo(tolerance);
  }
}
