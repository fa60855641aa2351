package io.progan.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final PrintWriter NOWHERE = new PrintWriter(Writer.nullWriter());

  private final AtomicLong nanos = new AtomicLong();

  @Test
  void nothingIsDrawnInAPipe() {
    assertThat(isVisibleAfter(Console.plain(NOWHERE, NOWHERE), 5)).isFalse();
  }

  @Test
  void nothingIsDrawnForShortWork() {
    assertThat(
            isVisibleAfter(new Console(NOWHERE, NOWHERE, true, false, 80, new Transcript()), 0.5))
        .isFalse();
  }

  @Test
  void aBarIsDrawnForLongWorkOnATerminal() {
    assertThat(isVisibleAfter(new Console(NOWHERE, NOWHERE, true, false, 80, new Transcript()), 5))
        .isTrue();
  }

  private boolean isVisibleAfter(Console console, double seconds) {
    try (Progress progress = new Progress(console, "work", nanos::get)) {
      progress.update(1, 10);
      nanos.addAndGet((long) (seconds * 1e9));
      progress.update(2, 10);
      return progress.visible();
    }
  }
}
