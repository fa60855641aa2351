package io.progan.core.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.Tiny;
import io.progan.core.dataset.ShardTrainingSet;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.training.Seeds;
import io.progan.core.training.Trainer;
import io.progan.core.training.TrainingDivergedException;
import io.progan.core.training.TrainingListener;
import io.progan.core.training.state.TrainingState;
import io.progan.core.training.tick.TickReport;
import io.progan.dataset.RawImage;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ProgressState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** The events of a whole tiny run of three ticks. */
class EventRecorderTest {

  @TempDir Path temporary;
  private RunFolder folder;
  private final List<String> warnings = new ArrayList<>();
  private float[] lastBias;

  private List<TickReport> record(boolean histograms) throws IOException {
    return record(histograms, false);
  }

  private List<TickReport> record(boolean histograms, boolean gridsFirst) throws IOException {
    folder = RunFolder.create(temporary.resolve("results"), "test");
    RunConfig config = Tiny.config();
    Seeds seeds = new Seeds(1);
    List<TickReport> reports = new ArrayList<>();
    RawImage grid = new RawImage(3, 8, 4100, new byte[3 * 8 * 4100]);
    try (ShardTrainingSet set =
            new ShardTrainingSet(
                Tiny.dataset(temporary.resolve("colours")), config.dataset(), seeds.order());
        TrainingState state = new TrainingState(config, set.shape(), DataType.FLOAT);
        Trainer trainer = new Trainer(config, set, state, seeds.steps(), ProgressState.START)) {
      state.initialize(seeds.weights());
      EventRecorder events = new EventRecorder(folder, state, histograms, warnings::add);
      events.begin(Map.of("Networks/G", "the *table*"), grid, grid);
      TrainingListener both =
          new TrainingListener() {
            @Override
            public void tickEnded(TickReport report) {
              reports.add(report);
              long imagesSeen = report.end().imagesSeen();
              boolean due = report.end().imageSnapshotDue();
              if (due && gridsFirst) {
                events.gridDrawn(grid, imagesSeen);
              }
              events.tickEnded(report);
              if (due && !gridsFirst) {
                events.gridDrawn(grid, imagesSeen);
              }
              events.diverged(new TrainingDivergedException(report.end().imagesSeen(), "drift"));
            }
          };
      trainer.run(both, () -> false);
      lastBias = state.discriminatorWeights().view("4x4/Dense0/bias").toFloatVector();
    }
    return reports;
  }

  @Test
  void everyTickHasItsNumbers() throws IOException {
    List<TickReport> ticks = record(false);
    EventLog log = new EventLog(folder.path());
    assertThat(log.steps).containsExactly(0L, 16L, 16L, 32L, 32L, 48L, 48L);
    assertThat(warnings).isEmpty();
    Map<String, List<EventLog.Value>> scalars =
        log.values.stream()
            .filter(value -> value.kind() == 2)
            .collect(Collectors.groupingBy(EventLog.Value::tag));
    assertThat(scalars).hasSize(35);
    scalars.forEach((tag, values) -> assertThat(values).as(tag).hasSize(3));
    for (int i = 0; i < ticks.size(); i++) {
      TickReport tick = ticks.get(i);
      assertThat(scalars.get("Progress/lod").get(i).number())
          .isCloseTo(tick.end().state().lod(), within(1e-6));
      assertThat(scalars.get("Loss/real_scores").get(i).number())
          .isCloseTo(tick.discriminator().get("realScore"), within(1e-5));
      assertThat(scalars.get("TrainG/gradient_norm").get(i).number())
          .isCloseTo(tick.generatorUpdates().gradientNorm(), within(1e-5));
      assertThat(scalars.get("TrainD/learning_rate").get(i).number())
          .isCloseTo(tick.end().state().dLrate(), within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theBeginningHasTextsAndEveryTickAGrid(boolean gridsFirst) throws IOException {
    record(false, gridsFirst);
    EventLog log = new EventLog(folder.path());
    EventLog.Value text = log.values.get(0);
    assertThat(text.tag()).isEqualTo("Networks/G");
    assertThat(text.kind()).isEqualTo(8);
    assertThat((byte[]) text.content().get(8)).asString().isEqualTo("the *table*");
    assertThat(log.steps).containsExactly(0L, 16L, 16L, 32L, 32L, 48L, 48L);
    List<EventLog.Value> images = log.values.stream().filter(v -> v.kind() == 4).toList();
    assertThat(images)
        .extracting(EventLog.Value::tag)
        .containsExactly("Reals", "Fakes", "Fakes", "Fakes", "Fakes");
    for (EventLog.Value image : images) {
      byte[] file = (byte[]) image.content().get(4);
      var picture = ImageIO.read(new ByteArrayInputStream(file));
      assertThat(picture.getWidth()).as("4100 pixels by 3").isEqualTo(1366);
      assertThat(image.content()).containsEntry(1, 2L).containsEntry(2, 1366L);
      assertThat(picture.getHeight()).isEqualTo(2);
    }
    assertThat(log.values).noneMatch(value -> value.kind() == 5);
  }

  @Test
  void divergenceIsAText() throws IOException {
    record(false);
    assertThat(new EventLog(folder.path()).values)
        .filteredOn(value -> value.tag().equals("Divergence"))
        .hasSize(3)
        .first()
        .satisfies(
            value ->
                assertThat((byte[]) value.content().get(8))
                    .asString()
                    .isEqualTo("training diverged at 0.016 kimg: drift"));
  }

  @Test
  void histogramsCoverAllWeights() throws IOException {
    record(true);
    EventLog log = new EventLog(folder.path());
    List<EventLog.Value> found = log.values.stream().filter(v -> v.kind() == 5).toList();
    assertThat(found).filteredOn(v -> v.tag().startsWith("G/")).isNotEmpty();
    EventLog.Value bias =
        found.stream()
            .filter(v -> v.step() == 48 && v.tag().equals("D/4x4/Dense0/bias"))
            .findAny()
            .get();
    double sum = 0;
    for (float value : lastBias) {
      sum += value;
    }
    assertThat((Double) bias.content().get(4)).isCloseTo(sum, within(1e-9));
    assertThat(bias.content()).containsEntry(3, (double) lastBias.length);
    assertThat(Arrays.stream(EventLog.doubles(bias.content().get(7))).sum())
        .isEqualTo(lastBias.length);
    double[] limits = EventLog.doubles(bias.content().get(6));
    assertThat(limits).isSorted();
    assertThat(limits[limits.length - 1]).isEqualTo(bias.content().get(2));
  }
}
