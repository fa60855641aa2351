package io.progan.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.core.snapshot.Rollback;
import io.progan.core.snapshot.RollbackLog;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.snapshot.SnapshotInfo;
import io.progan.core.snapshot.SnapshotReader;
import io.progan.core.snapshot.SnapshotWriter;
import io.progan.core.training.Recovery;
import io.progan.core.training.Seeds;
import io.progan.core.training.TrainingDivergedException;
import io.progan.core.training.TrainingPosition;
import io.progan.core.training.state.TrainingState;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ProgressState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

/** Where a training goes back to, from what lies in its folder. */
class RollbacksTest {

  private static final RunConfig CONFIG =
      ConfigJson.with(
          RunConfig.defaults(),
          Map.of(
              "generator", Map.of("fmapBase", 8, "fmapMax", 2),
              "discriminator", Map.of("fmapBase", 8, "fmapMax", 2)));
  private static final DatasetShape SHAPE = new DatasetShape(4, 1, 0);

  @TempDir Path results;
  private final StringWriter said = new StringWriter();
  private RunFolder folder;
  private RollbackLog log;

  @BeforeEach
  void hasThreeSnapshots() throws IOException {
    folder = RunFolder.create(results, "test");
    log = new RollbackLog(folder);
    for (int kimg = 1; kimg <= 3; kimg++) {
      save(kimg, Recovery.NONE);
    }
  }

  private void save(int kimg, Recovery recovery) throws IOException {
    TrainingPosition start =
        TrainingPosition.start(
            new ProgressState(kimg * 1000L, kimg, kimg * 1000L, 0, kimg * 1000L, 0),
            new Seeds(1).steps());
    TrainingPosition position =
        recovery.rollbacks() == 0 ? start : recovery.from(start, new Seeds(1));
    try (TrainingState state = new TrainingState(CONFIG, SHAPE, DataType.FLOAT)) {
      SnapshotInfo info = SnapshotInfo.of(CONFIG, SHAPE, state, position);
      SnapshotWriter.write(folder.snapshot(kimg * 1000L), state, info);
    }
  }

  private Recovery now() throws IOException {
    return log.last().map(Rollback::recovery).orElse(Recovery.NONE);
  }

  /** Goes wrong, and is taken back. */
  private String back(long goodUntil) throws IOException {
    Console console = Console.plain(new PrintWriter(said), new PrintWriter(said));
    Rollbacks rollbacks = new Rollbacks(log, 0.5, Optional.empty(), console);
    return rollbacks
        .back(new TrainingDivergedException(3500, "planted"), now(), goodUntil)
        .map(saved -> saved.file().getFileName().toString())
        .orElse("start");
  }

  private String back() throws IOException {
    return back(Long.MAX_VALUE);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.path())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("network"))
          .sorted()
          .toList();
    }
  }

  @Test
  void twiceToEachSnapshotThenToTheOneBeforeIt() throws IOException {
    assertThat(back()).isEqualTo("network-snapshot-000003.npz");
    assertThat(back()).isEqualTo("network-snapshot-000003.npz");
    assertThat(back()).isEqualTo("network-snapshot-000002.npz");
    assertThat(files())
        .containsExactly(
            "network-abandoned-000003-3.npz",
            "network-snapshot-000001.npz",
            "network-snapshot-000002.npz");
    assertThat(now()).isEqualTo(new Recovery(3, 0.125));
    assertThat(said.toString())
        .contains("rollback 3 of 5: going on from " + folder.snapshot(2000) + " with other random")
        .contains("and learning rates times 0.125");

    save(3, now()); // as far as before: no progress
    assertThat(back()).isEqualTo("network-snapshot-000002.npz");
    assertThat(back()).isEqualTo("network-snapshot-000001.npz");
    assertThatThrownBy(this::back)
        .isInstanceOfSatisfying(
            CommandFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DIVERGED))
        .hasMessageContaining("planted (after 5 rollbacks without progress); try a lower");
    assertThat(back()).as("another call").isEqualTo("network-snapshot-000001.npz");
  }

  @Test
  void progressBeginsAnew() throws IOException {
    back();
    back();
    save(4, now());
    assertThat(back()).isEqualTo("network-snapshot-000004.npz");
    assertThat(log.last().orElseThrow().tries()).isEqualTo(1);
    assertThat(now()).isEqualTo(new Recovery(3, 0.125));
  }

  @Test
  void doubtfulSnapshotsAreNotGoneBackTo() throws IOException {
    assertThat(back(3000)).isEqualTo("network-snapshot-000002.npz");
    assertThat(files()).contains("network-abandoned-000003-1.npz");
  }

  @Test
  void theOldestStaysWhereThereIsNoOlderOne() throws IOException {
    Files.delete(folder.snapshot(1000));
    Files.delete(folder.snapshot(2000));
    for (int i = 0; i < 5; i++) {
      assertThat(back()).isEqualTo("network-snapshot-000003.npz");
    }
    Files.delete(folder.snapshot(3000));
    Files.delete(folder.rollbacks());
    assertThat(back()).isEqualTo("start");
  }

  @Test
  void aDamagedSnapshotIsPassedOver() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.snapshot(3000));
    Files.write(folder.snapshot(3000), java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(back()).isEqualTo("network-snapshot-000002.npz");
  }

  /** A process may be killed when the line is there and nothing else has been done. */
  @Test
  void aProcessThatIsKilledGoesOnTheSameWay() throws IOException {
    back();
    back();
    back();
    Files.move(folder.path().resolve("network-abandoned-000003-3.npz"), folder.snapshot(3000));

    ResumePoint point =
        ResumePoint.find(
            folder.path().toString(),
            results,
            Console.plain(new PrintWriter(said), new PrintWriter(said)));
    assertThat(point.saved().orElseThrow().file()).isEqualTo(folder.snapshot(2000));
    TrainingPosition saved = point.saved().orElseThrow().info().position();
    TrainingPosition position = log.goOn(saved, new Seeds(1));
    assertThat(position.recovery()).isEqualTo(new Recovery(3, 0.125));
    assertThat(position.random().position())
        .isEqualTo(new Seeds(1).stepsAgain(3).save().position());
    assertThat(position.progress()).isEqualTo(saved.progress());

    log.setAside();
    assertThat(files()).contains("network-abandoned-000003-3.npz");
    save(3, now());
    log.setAside();
    assertThat(files()).contains("network-snapshot-000003.npz");
    try (SnapshotReader reader = new SnapshotReader(folder.snapshot(3000))) {
      assertThat(reader.info().position().recovery()).isEqualTo(new Recovery(3, 0.125));
      assertThat(log.goOn(reader.info().position(), new Seeds(1)))
          .isEqualTo(reader.info().position());
    }
  }
}
