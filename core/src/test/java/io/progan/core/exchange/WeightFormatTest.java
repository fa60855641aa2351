package io.progan.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.core.snapshot.Saved;
import io.progan.core.snapshot.SnapshotInfo;
import io.progan.core.snapshot.SnapshotReader;
import io.progan.core.snapshot.SnapshotWriter;
import io.progan.core.training.state.TrainingState;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.ProgressiveDiscriminatorConfig;
import io.progan.presets.config.ProgressiveGeneratorConfig;
import io.progan.presets.config.RunConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Weights out of a snapshot and into another. */
class WeightFormatTest {

  private static final double LOD = 0.75;

  @TempDir Path folder;

  private Path snapshot(DatasetShape shape, Map<String, Object> generator) throws IOException {
    RunConfig config =
        ConfigJson.with(
            ConfigJson.with(
                RunConfig.defaults(),
                Map.of(
                    "generator", Map.of("fmapBase", 64, "fmapMax", 6),
                    "discriminator", Map.of("fmapBase", 48, "fmapMax", 9))),
            Map.of("generator", generator));
    Path file = folder.resolve("trained.npz");
    try (TrainingState state = new TrainingState(config, shape, DataType.FLOAT)) {
      state.initialize(new RandomState(5));
      fill(state.generatorWeights().vector(), 1);
      fill(state.discriminatorWeights().vector(), 2);
      fill(state.averageWeights().vector(), 3);
      SnapshotInfo info = SnapshotInfo.of(config, shape, state, Saved.position(LOD));
      SnapshotWriter.write(file, state, info);
    }
    return file;
  }

  private static void fill(INDArray vector, int seed) {
    float[] values = new RandomState(seed).randnFloats((int) vector.length());
    try (INDArray copy = Nd4j.createFromArray(values)) {
      vector.assign(copy);
    }
  }

  private Path imported(Path weights) throws IOException {
    ImportedNetworks networks = ImportedNetworks.of(NetworkFile.read(weights));
    Path file = folder.resolve("imported.npz");
    SnapshotImport.write(networks, RunConfig.defaults(), OptionalDouble.empty(), file);
    return file;
  }

  private static void assertSameNetworks(Path actual, Path expected) throws IOException {
    OriginalNetworks found = SnapshotNetworks.read(actual);
    OriginalNetworks wanted = SnapshotNetworks.read(expected);
    assertSame(found.generator(), wanted.generator());
    assertSame(found.discriminator(), wanted.discriminator());
    assertSame(found.average(), wanted.average());
    assertThat(found.kimg()).isEqualTo(wanted.kimg());
  }

  private static void assertSame(OriginalNetwork found, OriginalNetwork wanted) {
    assertThat(found.options()).isEqualTo(wanted.options());
    assertThat(found.variables().keySet()).isEqualTo(wanted.variables().keySet());
    wanted
        .variables()
        .forEach(
            (name, array) ->
                assertThat(found.variables().get(name).floats())
                    .as(name)
                    .isEqualTo(array.floats()));
  }

  /** A file with some of another's arrays and none of its metadata, as from another programme. */
  private Path bare(Path weights, Predicate<String> wanted, String suffix) throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    WeightFile file = Safetensors.read(weights);
    file.arrays()
        .forEach(
            (name, array) -> {
              if (wanted.test(name)) {
                arrays.put(name + suffix, array);
              }
            });
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Safetensors.write(bytes, new WeightFile(arrays, Map.of()));
    return Files.write(folder.resolve("bare.safetensors"), bytes.toByteArray());
  }

  private Path exported(Path snapshot) throws IOException {
    Path weights = folder.resolve("weights.safetensors");
    WeightFormat.SAFETENSORS.export(snapshot, weights);
    return weights;
  }

  @ParameterizedTest
  @EnumSource(WeightFormat.class)
  void aRoundTripKeepsEveryNumberAndOption(WeightFormat format) throws IOException {
    Path snapshot =
        snapshot(
            new DatasetShape(16, 3, 2),
            Map.of("useWscale", false, "pixelnormEpsilon", 1e-3, "latentSize", 5));
    Path weights = folder.resolve("weights");
    WeightFormat.WeightCount count = format.export(snapshot, weights);
    assertThat(count.arrays()).isEqualTo(3 + 2 * 18 + 20);
    assertSameNetworks(imported(weights), snapshot);
  }

  @ParameterizedTest
  @EnumSource(WeightFormat.class)
  void keptSlotsAndOtherKindsGoAlong(WeightFormat format) throws IOException {
    Path snapshot =
        snapshot(
            new DatasetShape(16, 3, 2),
            Map.of("kind", "theano", "useBatchnorm", true, "tanhAtEnd", 0.5, "fmapBase", 32));
    Path weights = folder.resolve("weights");
    format.export(snapshot, weights);
    OriginalNetworks found = SnapshotNetworks.read(imported(weights));
    assertThat(found.generator().variables())
        .containsKeys("4x4/Conv/BatchNorm/inv_std", "4x4/Conv/weight_scale");
    assertSameNetworks(imported(weights), snapshot);
  }

  @Test
  void networksOfModeRecoveryComeBackByTheirMetadata() throws IOException {
    Path snapshot = folder.resolve("trained.npz");
    DatasetShape shape = new DatasetShape(16, 3, 0);
    RunConfig config =
        ConfigJson.with(
            RunConfig.defaults(),
            Map.of(
                "generator", Map.of("kind", "mode-recovery", "fmapBase", 32, "latentSize", 5),
                "discriminator", Map.of("kind", "mode-recovery")));
    try (TrainingState state = new TrainingState(config, shape, DataType.FLOAT)) {
      state.initialize(new RandomState(5));
      SnapshotWriter.write(
          snapshot, state, SnapshotInfo.of(config, shape, state, Saved.position(0)));
    }
    Path weights = folder.resolve("weights");
    WeightFormat.NPZ.export(snapshot, weights);
    assertSameNetworks(imported(weights), snapshot);
    Path bare = bare(exported(snapshot), name -> true, "");
    assertThatThrownBy(() -> imported(bare)).hasMessageContaining("its file needs metadata");
  }

  @ParameterizedTest
  @CsvSource({"4,1,0,true", "8,3,0,false", "16,1,4,true", "32,3,0,true"})
  void shapesTellTheSizes(int resolution, int channels, int labels, boolean fused)
      throws IOException {
    DatasetShape shape = new DatasetShape(resolution, channels, labels);
    Path snapshot = snapshot(shape, Map.of("fusedScale", fused, "latentSize", 7));
    Path bare = bare(exported(snapshot), name -> true, ":0");

    Path imported = imported(bare);

    assertThat(NetworkFile.read(bare).notes()).hasSize(1);
    try (SnapshotReader reader = new SnapshotReader(imported);
        SnapshotReader original = new SnapshotReader(snapshot)) {
      RunConfig config = reader.info().runConfig();
      assertThat(reader.info().dataset()).isEqualTo(shape);
      assertThat(ProgressiveGeneratorConfig.of(config.generator()).effectiveLatentSize())
          .isEqualTo(7);
      assertThat(reader.info().lod()).isEqualTo(Math.min(LOD, shape.resolutionLog2() - 2.0));
      for (int stage = 1; stage < shape.resolutionLog2(); stage++) {
        RunConfig wanted = original.info().runConfig();
        assertThat(ProgressiveGeneratorConfig.of(config.generator()).featureMaps(stage))
            .isEqualTo(ProgressiveGeneratorConfig.of(wanted.generator()).featureMaps(stage));
        assertThat(ProgressiveDiscriminatorConfig.of(config.discriminator()).featureMaps(stage))
            .isEqualTo(
                ProgressiveDiscriminatorConfig.of(wanted.discriminator()).featureMaps(stage));
      }
    }
    assertThat(
            SnapshotNetworks.read(imported).average().variables().get("4x4/Conv/weight").floats())
        .isEqualTo(
            SnapshotNetworks.read(snapshot).average().variables().get("4x4/Conv/weight").floats());
  }

  @Test
  void aGeneratorAloneGetsANewDiscriminator() throws IOException {
    Path snapshot = snapshot(new DatasetShape(8, 3, 0), Map.of());
    Path bare =
        bare(exported(snapshot), name -> name.startsWith("Gs/") && !name.endsWith("lod"), "");
    OriginalNetworks read = NetworkFile.read(bare);
    assertThat(read.notes()).anyMatch(note -> note.contains("holds no D"));
    OriginalNetworks found = SnapshotNetworks.read(imported(bare));
    OriginalNetwork wanted = SnapshotNetworks.read(snapshot).average();
    assertThat(found.generator().variables().get("ToRGB_lod0/weight").floats())
        .isEqualTo(wanted.variables().get("ToRGB_lod0/weight").floats());
    assertThat(found.discriminator().variables().get("4x4/Dense0/weight").floats())
        .doesNotContain(0);
    assertThat(found.average().variables().get("lod").floats()).containsExactly(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Gs/8x8/Conv1/bias  | Gs: variable 8x8/Conv1/bias is missing
          D/4x4/Dense1/bias  | D: variable 4x4/Dense1/bias is missing
          Gs/8x8/Conv0_up/bias | variable 8x8/Conv0_up/bias is missing
          """)
  void aMissingVariableIsNamed(String missing, String message) throws IOException {
    Path snapshot = snapshot(new DatasetShape(8, 3, 0), Map.of());
    Path bare = bare(exported(snapshot), name -> !name.equals(missing), "");
    assertThatThrownBy(() -> ImportedNetworks.of(NetworkFile.read(bare)))
        .isInstanceOf(ExchangeException.class)
        .hasMessageStartingWith(bare + ": ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"H/4x4/Conv/weight", "4x4/Conv/weight", "step"})
  void anArrayOfNoNetworkIsNamed(String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NpyArray array = NpyArray.of(new float[] {1});
    NpzWeights.write(bytes, new WeightFile(Map.of(name, array), Map.of()));
    Path file = Files.write(folder.resolve("other"), bytes.toByteArray());
    assertThatThrownBy(() -> NetworkFile.read(file))
        .isInstanceOf(ExchangeException.class)
        .hasMessage("%s: array '%s' is of no network; names begin with G/, D/ or Gs/", file, name);
  }

  @Test
  void aSnapshotIsNotImported() throws IOException {
    Path snapshot = snapshot(new DatasetShape(4, 3, 0), Map.of());
    assertThatThrownBy(() -> NetworkFile.read(snapshot))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("is a snapshot already");
  }
}
