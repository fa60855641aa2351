package io.progan.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.core.dataset.ShardTrainingSet;
import io.progan.core.training.Seeds;
import io.progan.core.training.SnapshotGrid;
import io.progan.core.training.Trainer;
import io.progan.core.training.state.TrainingState;
import io.progan.dataset.RawImage;
import io.progan.dataset.numpy.RandomState;
import io.progan.dataset.source.ImageSource;
import io.progan.dataset.tfrecord.TfRecordDataset;
import io.progan.dataset.write.BuildListener;
import io.progan.dataset.write.BuildOptions;
import io.progan.dataset.write.DatasetBuilder;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ProgressState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

/** A training that was stopped and goes on ends with the same bytes as one that was not. */
class ResumeTest {

  private static final int IMAGES = 37;
  private static final int SIDE = 8;

  /** The least that BigGAN is made for. */
  private static final int LARGE_SIDE = 32;

  private static final int LABELS = 3;

  @TempDir static Path folder;
  private static TfRecordDataset dataset;

  private static TfRecordDataset large;

  /** Noise with labels. */
  private record Noise(int side) implements ImageSource {
    @Override
    public String description() {
      return "noise";
    }

    @Override
    public int count() {
      return IMAGES;
    }

    @Override
    public RawImage image(int index) {
      byte[] pixels = new RandomState(index).randintBytes(0, 256, 3 * side * side);
      return new RawImage(3, side, side, pixels);
    }

    @Override
    public int labelSize() {
      return LABELS;
    }

    @Override
    public float[] label(int index) {
      float[] label = new float[LABELS];
      label[index % LABELS] = 1;
      return label;
    }
  }

  @BeforeAll
  static void makeDataset() throws IOException {
    dataset = make(SIDE);
    large = make(LARGE_SIDE);
  }

  private static TfRecordDataset make(int side) throws IOException {
    Path path = folder.resolve("noise" + side);
    new DatasetBuilder(new Noise(side), BuildOptions.standard(), BuildListener.NONE).build(path);
    return TfRecordDataset.open(path);
  }

  private static TfRecordDataset images(RunConfig config) {
    return config.generator().kind().equals("biggan") ? large : dataset;
  }

  /** Passes of 3 iterations: 4x4 for 2 passes, fading for 2, then 8x8; a tick has 2 passes. */
  private static RunConfig config(int replicas) {
    Map<String, Object> network = Map.of("fmapBase", 32, "fmapMax", 8);
    return ConfigJson.with(
        RunConfig.defaults(),
        Map.of(
            "numGpus", replicas,
            "generator", network,
            "discriminator", network,
            "dataset", Map.of("maxLabelSize", "full"),
            "generatorOptimizer", Map.of("useLossScaling", true),
            "discriminatorOptimizer", Map.of("useLossScaling", true),
            "train",
                Map.of(
                    "totalKimg",
                    0.070,
                    "minibatchRepeats",
                    3,
                    "mirrorAugment",
                    true,
                    "networkSnapshotTicks",
                    1),
            "sched",
                Map.of(
                    "lodTrainingKimg", 0.024,
                    "lodTransitionKimg", 0.024,
                    "minibatchBase", 4,
                    "tickKimgBase", 0.020,
                    "tickKimgDict", Map.of())));
  }

  /** Trains until so many iterations have ended, from a snapshot if there is one. */
  private static Path train(RunConfig config, String name, int iterations, Path snapshot)
      throws IOException {
    RunFolder run = new RunFolder(Files.createDirectories(folder.resolve(name)));
    Seeds seeds = new Seeds(config.randomSeed());
    int[] left = {iterations};
    DatasetShape shape = shape(config);
    try (TrainingState state = new TrainingState(config, shape, DataType.FLOAT);
        ShardTrainingSet set =
            new ShardTrainingSet(images(config), config.dataset(), seeds.order());
        ShardTrainingSet forGrid =
            new ShardTrainingSet(images(config), config.dataset(), seeds.order())) {
      state.initialize(seeds.weights());
      SnapshotGrid grid =
          SnapshotGrid.choose(config.grid(), forGrid, seeds.grid(), state.generator());
      RunDescription description =
          new RunDescription("test", shape, config, Map.of(), Optional.empty());
      RunRecorder recorder = new RunRecorder(run, description, state, grid, Saved.KEEPING);
      try (Trainer trainer = trainer(config, set, state, recorder, snapshot)) {
        boolean done = trainer.run(recorder, () -> --left[0] == 0);
        return done ? run.finalSnapshot() : recorder.save(trainer.position(), trainer.times());
      }
    }
  }

  private static Trainer trainer(
      RunConfig config,
      ShardTrainingSet set,
      TrainingState state,
      RunRecorder recorder,
      Path snapshot)
      throws IOException {
    if (snapshot == null) {
      RandomState steps = new Seeds(config.randomSeed()).steps();
      return new Trainer(config, set, state, steps, ProgressState.START);
    }
    try (SnapshotReader reader = new SnapshotReader(snapshot)) {
      reader.verify();
      reader.restore(state);
      var position = reader.info().position();
      return Trainer.resume(config, set, state, position, recorder.resume(position));
    }
  }

  private static DatasetShape shape(RunConfig config) {
    int side = images(config).resolution();
    return new DatasetShape(side, 3, config.dataset().maxLabelSize().apply(LABELS));
  }

  @ParameterizedTest(name = "{1} replicas, stopped after {0} iterations")
  @CsvSource({"1,1", "3,1", "6,1", "8,1", "12,1", "16,1", "17,1", "18,1", "8,2", "13,2"})
  void endsWithTheSameBytes(int iterations, int replicas) throws IOException {
    RunConfig config = config(replicas);
    Path whole = folder.resolve("whole-" + replicas + "/network-final.npz");
    if (!Files.exists(whole)) {
      train(config, "whole-" + replicas, 0, null);
    }
    String name = "stopped-%d-%d".formatted(iterations, replicas);

    Path stopped = train(config, name, iterations, null);
    Path end = train(config, name, 0, stopped);

    assertThat(Files.mismatch(whole, end)).isEqualTo(-1);
    assertThat(ticks(end)).isEqualTo(ticks(whole)).startsWith(1, 2, 3).doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "{0}, stopped after {1} iterations")
  @CsvSource({
    "dropout, 7",
    "dropout, 13",
    "simultaneous, 8",
    "mode-recovery, 5",
    "batch-norm, 10",
    "batch-norm, 14",
    "biggan, 7",
    "biggan, 8",
    "float16, 7",
    "float16, 11"
  })
  void otherTrainingsEndWithTheSameBytes(String name, int iterations) throws IOException {
    RunConfig config = ConfigJson.with(config(name.equals("biggan") ? 2 : 1), other(name));
    Path whole = folder.resolve(name + "/network-final.npz");
    if (!Files.exists(whole)) {
      train(config, name, 0, null);
    }
    String stopped = "stopped-" + name + iterations;
    Path end = train(config, stopped, 0, train(config, stopped, iterations, null));
    assertThat(Files.mismatch(whole, end)).isEqualTo(-1);
  }

  private static Map<String, Object> other(String name) {
    Map<String, Object> network = Map.of("kind", "theano", "fmapBase", 32, "fmapMax", 8);
    Map<String, Object> train =
        Map.of("smoothAt", "before-generator-step", "fakeLabels", "dataset");
    return switch (name) {
      case "dropout" ->
          Map.of(
              "dataset", Map.of("reshuffleWindow", 7),
              "train", with(train, "fadeInBytes", true, "dequantizeReals", true),
              "generatorLoss", Map.of("kind", "lsgan"),
              "discriminatorLoss", Map.of("kind", "lsgan"),
              "generator", with(network, "latentSize", 5),
              "discriminator", with(network, "useGdrop", true, "gdropLim", 0.1, "gdropBeta", 0.5),
              "sched", Map.of("rampupKimg", 0.04, "rampdownKimg", 0.03));
      case "simultaneous" ->
          Map.of(
              "train", with(train, "separateSteps", false, "fadeInBytes", true),
              "generator", network,
              "discriminator", with(network, "useLayernorm", true));
      case "mode-recovery" ->
          Map.of(
              "dataset", Map.of("maxLabelSize", 0),
              "generator", Map.of("kind", "mode-recovery", "latentSize", 6),
              "discriminator", Map.of("kind", "mode-recovery"),
              "sched", Map.of("lodInitialResolution", 8));
      case "float16" ->
          Map.of(
              "train", Map.of("dtype", "float16"),
              "generator", Map.of("dtype", "float16", "pixelnormEpsilon", 1e-4),
              "discriminator", Map.of("dtype", "float16"),
              "generatorOptimizer", Map.of("lossScalingInit", 20),
              "discriminatorOptimizer", Map.of("lossScalingInit", 20));
      case "biggan" ->
          Map.of(
              "train",
              Map.of(
                  "smoothAt",
                  "generator-step",
                  "smoothStartKimg",
                  0.04,
                  "dAccumulations",
                  2,
                  "fakeLabels",
                  "uniform",
                  "totalKimg",
                  0.1),
              "generator",
              Map.of("kind", "biggan", "ch", 2, "latentSize", 9, "latentFamily", "annealed_normal"),
              "discriminator",
              Map.of("kind", "biggan", "ch", 2, "keepProbability", 0.8, "attention", List.of(16)),
              "generatorLoss",
              Map.of("kind", "hinge", "orthoStrength", 0.01),
              "discriminatorLoss",
              Map.of("kind", "hinge", "r1Gamma", 0.1),
              "sched",
              Map.of("lodInitialResolution", 32));
      default ->
          Map.of(
              "train", with(train, "dRepeats", 2, "dequantizeReals", true),
              "generator", with(network, "useBatchnorm", true, "tanhAtEnd", 1.0),
              "discriminator", with(network, "mbdiscKernels", 3, "mbstatAvg", "group2"));
    };
  }

  private static Map<String, Object> with(Map<String, Object> base, Object... more) {
    Map<String, Object> all = new HashMap<>(base);
    for (int i = 0; i < more.length; i += 2) {
      all.put((String) more[i], more[i + 1]);
    }
    return all;
  }

  @Test
  void stopsTwiceWithinOnePass() throws IOException {
    RunConfig config = config(1);
    Path whole = train(config, "whole", 0, null);
    Path first = train(config, "twice", 7, null);
    Path second = train(config, "twice", 1, first);
    assertThat(Files.mismatch(whole, train(config, "twice", 0, second))).isEqualTo(-1);
  }

  @Test
  void ticksAfterTheSnapshotAreCutAndTimesGoOn() throws IOException {
    RunConfig config = config(1);
    Path end = train(config, "crashed", 0, null);
    RunFolder run = new RunFolder(end.getParent());
    Files.writeString(run.stats(), Files.readString(run.stats()) + "{\"tick\":9,\"ki");
    Path middle = folder.resolve("middle.npz");
    Path early = train(config, "early", 8, null);
    Files.copy(early, middle);
    Files.copy(early.resolveSibling("times.jsonl"), run.times(), REPLACE);
    Files.writeString(run.path().resolve("network-snapshot-000009.npz.partial"), "half");

    train(config, "crashed", 0, middle);

    assertThat(ticks(end)).isEqualTo(List.of(1, 2, 3));
    assertThat(run.path().resolve("network-snapshot-000009.npz.partial")).doesNotExist();
    double saved = number(Files.readAllLines(early.resolveSibling("times.jsonl")).get(1));
    assertThat(number(Files.readAllLines(run.stats()).get(1))).isGreaterThan(saved);
  }

  @Test
  void damageIsFound() throws IOException {
    Path whole = train(config(1), "damage", 2, null);
    byte[] bytes = Files.readAllBytes(whole);
    Path file = folder.resolve("damaged.npz");
    int unnoticed = 0;
    for (int i = 0; i < bytes.length; i += 997) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 4;
      Files.write(file, damaged);
      try (SnapshotReader reader = new SnapshotReader(file)) {
        reader.verify();
        unnoticed++; // a byte that decides nothing: a date, a copy of a header
      } catch (SnapshotException e) {
        assertThat(e).hasMessageContaining(file.toString());
      }
    }
    assertThat(unnoticed).isLessThan(bytes.length / 997 / 4);
    for (int length : new int[] {0, 1, 100, bytes.length / 2, bytes.length - 1}) {
      Files.write(file, java.util.Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> new SnapshotReader(file)).isInstanceOf(SnapshotException.class);
    }
  }

  private static final java.nio.file.CopyOption REPLACE =
      java.nio.file.StandardCopyOption.REPLACE_EXISTING;

  private static List<Integer> ticks(Path snapshot) throws IOException {
    return Files.readAllLines(snapshot.resolveSibling("stats.jsonl")).stream()
        .map(line -> Integer.valueOf(line.replaceAll("^\\{\"tick\":(\\d+),.*", "$1")))
        .toList();
  }

  private static double number(String line) {
    return Double.parseDouble(line.replaceAll(".*\"totalSeconds\":([^,]+),.*", "$1"));
  }
}
