package io.progan.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.core.Tiny;
import io.progan.core.dataset.ShardTrainingSet;
import io.progan.core.training.Seeds;
import io.progan.core.training.SnapshotGrid;
import io.progan.core.training.Trainer;
import io.progan.core.training.TrainingListener;
import io.progan.core.training.TrainingPosition;
import io.progan.core.training.state.TrainingState;
import io.progan.dataset.RawImage;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ProgressState;
import io.progan.presets.schedule.TrainingSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

/** The files of a whole run of 2048 images in two ticks. */
class RunRecorderTest {

  private static final String[] KEYS = {
    "tick",
    "kimg",
    "lod",
    "resolution",
    "minibatch",
    "generatorLearningRate",
    "discriminatorLearningRate",
    "totalSeconds",
    "tickSeconds",
    "secondsPerKimg",
    "maintenanceSeconds",
    "generatorLoss",
    "generatorFakeScore",
    "discriminatorLoss",
    "wasserstein",
    "gradientPenalty",
    "gradientNorm",
    "driftPenalty",
    "labelPenalty",
    "generatorLabelPenalty",
    "realScore",
    "fakeScore",
    "mixedScore",
    "realLabelPenalty",
    "fakeLabelPenalty",
    "generatorWeightGradientNorm",
    "discriminatorWeightGradientNorm",
    "generatorOverflowFrequency",
    "discriminatorOverflowFrequency",
    "generatorLossScaleLog2",
    "discriminatorLossScaleLog2",
    "skippedUpdates",
    "heapBytes",
    "offHeapBytes"
  };

  private static final RunConfig CONFIG =
      Tiny.config(
          Map.of(
              "train",
              Map.of("totalKimg", 2.048, "networkSnapshotTicks", 1, "minibatchRepeats", 1),
              "sched",
              Map.of(
                  "minibatchBase", 64,
                  "tickKimgBase", 1,
                  "lodTrainingKimg", 1,
                  "lodTransitionKimg", 1)));

  @TempDir Path temporary;
  private final List<Object> grids = new ArrayList<>();
  private final List<Object> snapshots = new ArrayList<>();
  private final TrainingListener told =
      new TrainingListener() {
        @Override
        public void gridDrawn(RawImage grid, long imagesSeen) {
          grids.add(imagesSeen);
        }

        @Override
        public void snapshotSaved(Path snapshot, TrainingPosition position) {
          assertThat(snapshot).exists();
          snapshots.add(position.progress().imagesSeen());
        }
      };

  private RunFolder record(boolean stop) throws IOException {
    RunFolder folder = RunFolder.create(temporary.resolve("results"), "test");
    record(folder, Saved.KEEPING, stop);
    return folder;
  }

  private void record(RunFolder folder, Keeping keeping, boolean stop) throws IOException {
    Seeds seeds = new Seeds(CONFIG.randomSeed());
    try (ShardTrainingSet set =
            new ShardTrainingSet(
                Tiny.dataset(temporary.resolve("colours")), CONFIG.dataset(), seeds.order());
        TrainingState state = new TrainingState(CONFIG, set.shape(), DataType.FLOAT)) {
      state.initialize(seeds.weights());
      SnapshotGrid grid = SnapshotGrid.choose(CONFIG.grid(), set, seeds.grid(), state.generator());
      RunDescription description =
          new RunDescription("1.2.3", set.shape(), CONFIG, Map.of(), Optional.empty());
      RunRecorder recorder = new RunRecorder(folder, description, state, grid, keeping);
      RawImage first = recorder.begin(TrainingSchedule.of(CONFIG, 8).at(0));
      assertThat(ImageIO.read(folder.fakes(0).toFile()).getHeight()).isEqualTo(first.height());
      recorder.tell(told);
      try (Trainer trainer = new Trainer(CONFIG, set, state, seeds.steps(), ProgressState.START)) {
        if (trainer.run(recorder, () -> stop)) {
          checkFinal(folder, state);
        } else {
          Path saved = recorder.save(trainer.position(), trainer.times());
          assertThat(saved).isEqualTo(folder.snapshot(64));
        }
      }
    }
  }

  private static void checkFinal(RunFolder folder, TrainingState state) throws IOException {
    try (SnapshotReader reader = new SnapshotReader(folder.finalSnapshot());
        TrainingState restored = Saved.empty()) {
      reader.restore(restored);
      assertThat(Saved.equal(Saved.values(restored), Saved.values(state))).isTrue();
      assertThat(reader.info().position().progress().imagesSeen()).isEqualTo(2048);
      assertThat(reader.info().position().progress().tick()).isEqualTo(2);
      assertThat(reader.info().kimg()).isEqualTo(2.048);
      assertThat(reader.info().dataset()).isEqualTo(Tiny.SHAPE);
      assertThat(reader.info().runConfig()).isEqualTo(CONFIG);
    }
  }

  @Test
  void aWholeRunLeavesAllItsFiles() throws IOException {
    RunFolder folder = record(false);
    assertThat(names(folder))
        .containsExactlyInAnyOrder(
            "_training-done.txt",
            "config.json",
            "fakes000000.png",
            "fakes000001.png",
            "fakes000002.png",
            "network-final.npz",
            "network-snapshot-000001.npz",
            "network-snapshot-000002.npz",
            "reals.png",
            "stats.jsonl",
            "times.jsonl");
    assertThat(folder.done()).isEmptyFile();
    assertThat(grids).containsExactly(1024L, 2048L);
    assertThat(snapshots).containsExactly(1024L, 2048L);
    assertThat(folder.snapshot(2048)).hasSameBinaryContentAs(folder.finalSnapshot());
    JsonNode config = new ObjectMapper().readTree(folder.config().toFile());
    assertThat(config.get("version").asText()).isEqualTo("1.2.3");
    assertThat(ConfigJson.read(config.get("config").toString())).isEqualTo(CONFIG);
    assertThat(config.at("/datasetShape/resolution").asInt()).isEqualTo(8);
    for (Path picture : new Path[] {folder.reals(), folder.fakes(0), folder.fakes(2048)}) {
      assertThat(ImageIO.read(picture.toFile()).getWidth()).as("%s", picture).isEqualTo(256);
    }
    checkStatistics(folder);
  }

  private static void checkStatistics(RunFolder folder) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(folder.stats())) {
      lines.add(new ObjectMapper().readTree(line));
    }
    assertThat(lines).hasSize(2);
    for (JsonNode line : lines) {
      List<String> keys = new ArrayList<>();
      line.fieldNames().forEachRemaining(keys::add);
      assertThat(keys).containsExactlyInAnyOrder(KEYS);
      assertThat(line).allMatch(JsonNode::isNumber);
    }
    assertThat(lines.get(0).get("kimg").asDouble()).isEqualTo(1.024);
    assertThat(lines.get(1).get("kimg").asDouble()).isEqualTo(2.048);
    assertThat(lines.get(0).get("tick").asInt()).isEqualTo(1);
    assertThat(lines.get(1).get("tick").asInt()).isEqualTo(2);
    assertThat(lines.get(1).get("minibatch").asInt()).isEqualTo(64);
  }

  @Test
  void aStoppedRunLeavesASnapshotAndIsNotDone() throws IOException {
    RunFolder folder = record(true);
    assertThat(names(folder))
        .containsExactlyInAnyOrder(
            "config.json",
            "fakes000000.png",
            "network-snapshot-000000.npz",
            "reals.png",
            "times.jsonl");
    try (SnapshotReader reader = new SnapshotReader(folder.snapshot(0))) {
      assertThat(reader.info().position().progress().imagesSeen()).isEqualTo(64);
    }
  }

  @Test
  void whatCannotBeWrittenIsTriedAgainAtTheNextTick() throws IOException {
    RunFolder folder = RunFolder.create(temporary.resolve("results"), "test");
    Files.createDirectories(folder.snapshot(1024).resolve("not empty"));
    Files.createDirectory(folder.stats());
    List<String> warnings = new ArrayList<>();
    Keeping keeping =
        new Keeping(
            Retention.ALL,
            Saved.NO_RANKING,
            warning -> {
              warnings.add(warning);
              delete(folder.stats());
            });

    record(folder, keeping, false);

    assertThat(warnings).hasSize(2);
    String begin = "warning: " + folder.path() + ": the ";
    assertThat(warnings.get(0)).startsWith(begin + "statistics cannot be written (");
    assertThat(warnings.get(1)).startsWith(begin + "snapshot cannot be written (");
    assertThat(folder.snapshot(2048)).hasSameBinaryContentAs(folder.finalSnapshot());
    checkStatistics(folder);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void snapshotsThatMayGoDo() throws IOException {
    RunFolder folder = RunFolder.create(temporary.resolve("results"), "test");
    Path damaged = Files.writeString(folder.snapshot(9_000), "damaged");
    Keeping keeping =
        new Keeping(Retention.parse("last=1"), Saved.NO_RANKING, Saved.KEEPING.warnings());

    record(folder, keeping, false);

    assertThat(folder.snapshot(1024)).doesNotExist();
    assertThat(folder.snapshot(2048)).exists();
    assertThat(damaged).as("not counted").exists();
  }

  private static List<String> names(RunFolder folder) throws IOException {
    try (Stream<Path> files = Files.list(folder.path())) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
