package io.progan.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

  @TempDir Path path;

  /** Holds the lock of the folder until it is killed; says so when it has it. */
  public static void main(String[] args) throws IOException, InterruptedException {
    RunLock lock = RunLock.take(new RunFolder(Path.of(args[0])));
    try (lock) {
      Files.createFile(Path.of(args[0], "ready"));
      TimeUnit.HOURS.sleep(1);
    }
  }

  @Test
  void onlyOneInThisProcess() throws IOException {
    RunFolder folder = new RunFolder(path);
    assertThat(RunLock.holder(folder)).isEmpty();
    String self = "process " + ProcessHandle.current().pid();
    try (RunLock lock = RunLock.take(folder)) {
      assertThat(lock).isNotNull();
      assertThat(RunLock.holder(folder)).contains(self);
      assertThatThrownBy(() -> RunLock.take(folder))
          .isInstanceOf(RunLock.HeldException.class)
          .hasMessageContaining(self)
          .hasMessageContaining(path.toString());
    }
    assertThat(RunLock.holder(folder)).isEmpty();
    RunLock.take(folder).close();
  }

  @Test
  void theLockOfAKilledProcessIsTakenOver() throws Exception {
    RunFolder folder = new RunFolder(path);
    Process other =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    RunLockTest.class.getName(),
                    path.toString()))
            .inheritIO()
            .start();
    try {
      while (!Files.exists(path.resolve("ready")) && other.isAlive()) {
        Thread.sleep(20);
      }
      String holder = "process " + other.pid();
      assertThat(RunLock.holder(folder)).contains(holder);
      assertThatThrownBy(() -> RunLock.take(folder)).hasMessageContaining(holder);
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertThat(Files.readString(folder.lock(), StandardCharsets.UTF_8)).isNotEmpty();
    assertThat(RunLock.holder(folder)).isEmpty();
    RunLock.take(folder).close();
  }
}
