package io.progan.app.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulerTest {

  private static final SweepListener NOBODY =
      new SweepListener() {
        @Override
        public void changed(SweepRun run) {}

        @Override
        public void working() {}
      };

  @TempDir Path path;

  private final SweepPlan plan = Plans.of(2, List.of("msssim"), "a", "b");

  private StudyFolder folder() {
    return new StudyFolder(path);
  }

  private Ledger ledger() {
    return new Ledger(plan, folder(), Map.of());
  }

  @Test
  void everyRunIsTrainedAndMeasuredSeedAfterSeed() throws IOException {
    FakeSteps steps = new FakeSteps(folder());
    Ledger ledger = ledger();
    new Scheduler(ledger, folder(), steps, 1, NOBODY).run(() -> false);
    assertThat(steps.started)
        .containsExactly(
            "training 000-a-seed1000",
            "measuring 000-a-seed1000",
            "training 001-b-seed1000",
            "measuring 001-b-seed1000",
            "training 002-a-seed1001",
            "measuring 002-a-seed1001",
            "training 003-b-seed1001",
            "measuring 003-b-seed1001");
    assertThat(ledger.count(SweepState.DONE)).isEqualTo(4);
    assertThat(ledger.figures(ledger.runs().get(3)).get(0).values()).containsEntry("MS-SSIM", 0.4);
  }

  @Test
  void aRunThatFailsOrDivergesDoesNotStopTheOthers() throws IOException {
    FakeSteps steps = new FakeSteps(folder());
    steps.exitCodes.put("training 000-a-seed1000", 1);
    steps.exitCodes.put("training 001-b-seed1000", 3);
    steps.exitCodes.put("measuring 002-a-seed1001", 137);
    Ledger ledger = ledger();
    new Scheduler(ledger, folder(), steps, 1, NOBODY).run(() -> false);
    assertThat(ledger.runs())
        .extracting(ledger::state)
        .containsExactly(
            SweepState.FAILED, SweepState.DIVERGED, SweepState.FAILED, SweepState.DONE);
    assertThat(StudyNotes.missing(ledger))
        .containsExactly(
            "(a), seed 1000, failed (000-a-seed1000): disk full",
            "(b), seed 1000, diverged (001-b-seed1000): training diverged at 1 kimg",
            "(a), seed 1001, failed (002-a-seed1001): cannot be measured: its process was ended"
                + " from outside (exit code 137)");
    assertThat(StudyTable.of(plan, ledger).rows().get(1).cells().get("MS-SSIM").values())
        .containsExactly(0.4);
  }

  @Test
  void whatIsDoneIsNotDoneAgain() throws IOException {
    new Scheduler(ledger(), folder(), new FakeSteps(folder()), 1, NOBODY).run(() -> false);
    FakeSteps steps = new FakeSteps(folder());
    Files.delete(folder().run(plan.runs().get(1)).done());
    new Scheduler(ledger(), folder(), steps, 1, NOBODY).run(() -> false);
    assertThat(steps.started)
        .contains("training 001-b-seed1000")
        .doesNotContain("training 000-a-seed1000", "training 003-b-seed1001");
  }

  @Test
  void aTrainingThatEndsTooEarlyIsNotBegunForEver() throws IOException {
    FakeSteps steps = new FakeSteps(folder());
    Ledger ledger = ledger();
    Files.createDirectories(path.resolve("runs/000-a-seed1000/_training-done.txt.partial"));
    steps.exitCodes.put("training 000-a-seed1000", 3); // says so, but here nothing stays
    new Scheduler(
            ledger,
            folder(),
            (run, work) -> {
              Files.deleteIfExists(folder().run(run).end());
              return steps.start(run, work);
            },
            1,
            new SweepListener() {
              @Override
              public void changed(SweepRun run) throws IOException {
                Files.deleteIfExists(folder().run(run).end());
              }

              @Override
              public void working() {}
            })
        .run(() -> false);
    assertThat(ledger.reason(ledger.runs().get(0)))
        .contains("its training ended before all images were shown");
  }

  @Test
  void severalJobsTrainButOneMeasures() throws IOException {
    FakeSteps steps = new FakeSteps(folder());
    Ledger ledger = ledger();
    AtomicInteger most = new AtomicInteger();
    SweepListener listener =
        new SweepListener() {
          @Override
          public void changed(SweepRun run) {
            long training = ledger.count(SweepState.TRAINING);
            long measuring = ledger.count(SweepState.MEASURING);
            assertThat(measuring).isLessThanOrEqualTo(1);
            most.accumulateAndGet((int) (training + measuring), Math::max);
          }

          @Override
          public void working() {}
        };
    new Scheduler(ledger, folder(), steps, 3, listener).run(() -> false);
    assertThat(most).hasValue(3);
    assertThat(ledger.count(SweepState.DONE)).isEqualTo(4);
  }

  @Test
  void aStopEndsTheProcessesAndIsNoFailure() throws IOException {
    FakeSteps steps = new FakeSteps(folder()).endless();
    Ledger ledger = ledger();
    AtomicInteger asked = new AtomicInteger();
    new Scheduler(ledger, folder(), steps, 2, NOBODY).run(() -> asked.incrementAndGet() > 3);
    assertThat(steps.started).hasSize(2);
    assertThat(ledger.count(SweepState.WAITING)).isEqualTo(4);
    assertThat(StudyNotes.missing(ledger)).containsExactly("4 of 4 runs not complete yet");
  }
}
