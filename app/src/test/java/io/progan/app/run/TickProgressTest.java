package io.progan.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.presets.schedule.ProgressState;
import io.progan.presets.schedule.ScheduleState;
import org.junit.jupiter.api.Test;

class TickProgressTest {

  private static final ScheduleState STATE = new ScheduleState(0, 1.5, 16, 100, 0.001, 0.001, 2);

  private long nanos;
  private final TickProgress tick =
      new TickProgress(new ProgressState(5000, 2, 4800, 1.5, 5000, 0), () -> nanos);

  private void iteration(long images, double seconds) {
    nanos += (long) (seconds * 1e9);
    tick.iterationEnded(images);
  }

  @Test
  void speedIsMeasuredFromTheFirstIterationOn() {
    assertThat(tick.words(STATE)).isEqualTo("16x16  tick 10%, lod 1.50");
    iteration(5100, 1000);
    assertThat(tick.words(STATE)).isEqualTo("16x16  tick 15%, lod 1.50");
    iteration(5200, 10);
    iteration(5300, 20);
    assertThat(tick.words(STATE))
        .isEqualTo("16x16  tick 25%, 3m 45s left, 150.00 sec/kimg, lod 1.50");
  }

  @Test
  void workBetweenTicksDoesNotCount() {
    iteration(5100, 1);
    tick.tickEnded(5100, 30);
    assertThat(tick.words(STATE)).contains("tick 0%, 1m 00s left, 30.00 sec/kimg, lod 1.50");
    iteration(5200, 500);
    assertThat(tick.words(STATE)).contains("tick 5%, 57s left, 30.00 sec/kimg, lod 1.50");
    iteration(5300, 2);
    assertThat(tick.words(STATE)).contains("tick 10%, 36s left, 20.00 sec/kimg, lod 1.50");
  }
}
