package io.progan.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What signals do, without signals. */
class StopSignalTest {

  private final List<String> seen = new ArrayList<>();
  private final StopSignal stop =
      new StopSignal(() -> seen.add("notice"), code -> seen.add("halt " + code));

  @Test
  void theSecondHaltsAfterTheLastWords() {
    stop.close(); // the first one need not wait
    stop.beforeHalt(() -> seen.add("last words"));
    stop.stop();
    assertThat(stop.requested()).isTrue();
    assertThat(seen).containsExactly("notice");
    stop.stop();
    assertThat(seen).containsExactly("notice", "last words", "halt 130");
    stop.stop();
    assertThat(seen).containsExactly("notice", "last words", "halt 130", "halt 130");
  }

  @Test
  void theFirstHaltsWhenPatienceIsAtAnEnd() {
    stop.beforeHalt(() -> seen.add("last words"));
    stop.stop(); // patience of no time
    assertThat(seen).containsExactly("notice", "last words", "halt 130");
  }

  @Test
  void lastWordsThatFailDoNotKeepItFromHalting() {
    stop.close();
    stop.beforeHalt(
        () -> {
          throw new IllegalStateException("no words");
        });
    stop.stop();
    try {
      stop.stop();
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("no words");
    }
    assertThat(seen).containsExactly("notice", "halt 130");
  }
}
