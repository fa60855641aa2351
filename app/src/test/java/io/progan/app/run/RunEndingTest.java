package io.progan.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.core.snapshot.RunEnd;
import io.progan.core.snapshot.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run's folder says about its end. */
class RunEndingTest {

  @TempDir Path results;
  private RunFolder folder;
  private RunEnding ending;

  @BeforeEach
  void make() throws IOException {
    folder = RunFolder.create(results, "run");
    StringWriter text = new StringWriter();
    ending = new RunEnding(folder, Console.plain(new PrintWriter(text), new PrintWriter(text)));
  }

  private static StopSignal signal() {
    return new StopSignal(() -> {});
  }

  private RunEnd end() throws IOException {
    return RunEnd.read(folder).orElseThrow();
  }

  @Test
  void says() throws IOException {
    assertThat(ending.of(() -> 0, signal())).isZero();
    assertThat(end().exitCode()).isZero();
    assertThat(ending.of(() -> 130, signal())).isEqualTo(130);
    assertThat(end().reason()).isEqualTo("by the user");
    var full = new FileSystemException("a.npz", null, "No space left on device");
    RunEnding.Work work =
        () -> {
          assertThat(RunEnd.read(folder)).isEmpty();
          throw full;
        };
    assertThatThrownBy(() -> ending.of(work, signal())).isSameAs(full);
    assertThat(end().exitCode()).isEqualTo(1);
    assertThat(end().reason()).isEqualTo("a.npz: No space left on device");
  }

  @Test
  void saysThatTheUserDidNotWait() throws IOException {
    AtomicReference<RunEnd> atOnce = new AtomicReference<>();
    StopSignal stop = signal();
    ending.of(
        () -> {
          stop.sayLastWords();
          atOnce.set(end());
          return 0;
        },
        stop);
    assertThat(atOnce.get().exitCode()).isEqualTo(130);
    assertThat(atOnce.get().reason()).isEqualTo("by the user, at once");
    stop.sayLastWords(); // no more: the run has ended
    assertThat(end().exitCode()).isZero();
  }

  @Test
  void aNewRunThatHasWrittenNothingIsRemoved() throws IOException {
    Files.writeString(folder.config(), "{");
    Files.writeString(folder.stats(), "");
    RunEnding.discardUnbegun(folder, new IOException());
    assertThat(results).isEmptyDirectory();
  }

  @Test
  void aRunThatHasBegunStays() throws IOException {
    Files.writeString(folder.stats(), "{}\n");
    RunEnding.discardUnbegun(folder, new IOException());
    Files.delete(folder.stats());
    Files.writeString(folder.snapshot(1000), "");
    RunEnding.discardUnbegun(folder, new IOException());
    assertThat(folder.snapshot(1000)).exists();
  }
}
