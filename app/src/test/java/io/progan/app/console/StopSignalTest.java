package io.progan.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What signals do, without signals. */
class StopSignalTest {

  private final List<String> seen = new CopyOnWriteArrayList<>();
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

  @Test
  void theEndOfTheInputOfAFollowerIsARequestAndOthersAreNotHeard() throws InterruptedException {
    stop.close();
    stop.listen(1);
    stop.follow(InputStream.nullInputStream());
    for (int i = 0; i < 500 && !stop.requested(); i++) {
      Thread.sleep(10);
    }
    stop.stop();
    stop.close();
    assertThat(stop.requested()).isTrue();
    assertThat(seen).containsExactly("notice");
  }

  @Test
  void aFollowerThatDoesNotListenYetHalts() throws InterruptedException {
    stop.follow(InputStream.nullInputStream());
    for (int i = 0; i < 500 && seen.isEmpty(); i++) {
      Thread.sleep(10);
    }
    assertThat(seen).containsExactly("halt 130");
    assertThat(stop.requested()).isFalse();
  }
}
