package io.progan.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds only when the script itself is called. */
@EnabledOnOs(OS.LINUX)
class LauncherTest {

  private static final Path GROUPS = Path.of("/sys/fs/cgroup/memory");
  private static final int LIMIT_BYTES = 900_000_000;

  /** At 4x4 and 4096 images a training is estimated at more than the limit. */
  private static final String TRAIN =
      "\"$progan\" train --preset quickstart --data-dir data --results results --total-kimg 0.01"
          + " --set generator.fmapMax=64 --set discriminator.fmapMax=64"
          + " --set sched.lodInitialResolution=4"
          + " --set sched.minibatchBase=4096 --set 'sched.minibatchDict={}' ";

  @TempDir Path folder;
  private Launcher launcher;

  @BeforeEach
  void copy() throws IOException {
    launcher = Launcher.copyTo(Files.createDirectory(folder.resolve("a folder")));
  }

  private Launcher.Result sh(String line) throws IOException, InterruptedException {
    return launcher.sh(line, Map.of());
  }

  @Test
  void worksInSlicesWhatDoesNotFitInItsContainer() throws IOException, InterruptedException {
    Path group = GROUPS.resolve("progan-test-" + ProcessHandle.current().pid());
    assumeTrue(
        Files.isWritable(GROUPS) && group.toFile().mkdir(),
        "needs a memory cgroup (version 1), which only root can make");
    try {
      Files.writeString(group.resolve("memory.limit_in_bytes"), String.valueOf(LIMIT_BYTES));
      Launcher.Result result = sh("echo $$ > " + group + "/cgroup.procs; " + TRAIN);
      assertThat(result.exitCode()).as(result.text()).isZero();
      assertThat(result.text())
          .contains("; 772.5 MB may be used")
          .containsPattern("each replica now works on (1024|2048) images at a time");
    } finally {
      Files.delete(group);
    }
  }

  @Test
  void theUsersLimitDecides() throws IOException, InterruptedException {
    String options = "-Dorg.bytedeco.javacpp.maxbytes=500m";
    Launcher.Result result =
        launcher.sh(
            "\"$progan\" train --data-dir data --results results --total-kimg 0.01"
                + " --set generator.fmapMax=8 --set discriminator.fmapMax=8",
            Map.of("PROGAN_JAVA_OPTS", options));
    assertThat(result.text()).contains("; 500.0 MB may be used");
  }

  @ParameterizedTest(name = "OMP_NUM_THREADS={0}")
  @CsvSource({"0", "abc", "-1"})
  void refusesThreadsThatAreNone(String value) throws IOException, InterruptedException {
    Launcher.Result result =
        launcher.sh("\"$progan\" benchmark --preset quickstart", Map.of("OMP_NUM_THREADS", value));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.text()).startsWith("progan: OMP_NUM_THREADS=" + value).hasLineCount(1);
  }

  @Test
  void opensNamesThatAreNotAsciiWhereTheLocaleIsNotInstalled()
      throws IOException, InterruptedException {
    Launcher.Result result =
        launcher.sh(
            "\"$progan\" runs list --results \"$(printf '\\303\\251')\"",
            Map.of("LC_ALL", "xx_XX.UTF-8"));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.text()).startsWith("progan: \u00e9: no such file");
  }

  @Test
  void passesOnWhatJavaSaysWhenItCannotStart() throws IOException, InterruptedException {
    Launcher.Result result = sh("ulimit -v 300000; \"$progan\" --version");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.text())
        .startsWith("progan: Java cannot start under 'ulimit -v' (292 MB of address space): ")
        .contains("VM");
    assertThat(sh("ulimit -v 1500000; \"$progan\" --version").exitCode()).isZero();
  }

  @Test
  void saysThatABuildHasFailed() throws IOException, InterruptedException {
    Files.delete(launcher.home().resolve("app/target/classpath/cpu.txt"));
    Launcher.Result result = sh("\"$progan\" --version");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.text()).contains("building").contains("the build failed");
  }
}
