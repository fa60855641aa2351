package io.progan.app.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher finds in files as Linux has them, in the file system of another machine. */
@EnabledOnOs(OS.LINUX)
class MachineMemoryTest {

  private static final String V1 =
      "34 30 0:31 %s /sys/fs/cgroup/memory rw,nosuid shared:9 - cgroup cgroup rw,memory\n";
  private static final String V2 = "40 30 0:37 %s /sys/fs/cgroup%s rw - cgroup2 cgroup2 rw\n";
  private static final String UNLIMITED = "9223372036854771712";
  private static final long MACHINE = 8L << 30;

  @TempDir Path root;

  @BeforeEach
  void machine() throws IOException {
    write("proc/meminfo", "MemTotal:        8388608 kB\nMemFree:  1000 kB\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void groups(String cgroup, String mountinfo) throws IOException {
    write("proc/self/cgroup", cgroup);
    write("proc/self/mountinfo", "22 1 254:0 / / rw - ext4 /dev/vda rw\n" + mountinfo);
  }

  private String found(String command) throws IOException {
    Path script = Path.of("..", "launcher", "memory.sh").toAbsolutePath();
    List<String> words = List.of("/bin/sh", "-uc", ". \"$0\"; " + command, script.toString());
    Process process = new ProcessBuilder(words).directory(root.toFile()).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
  }

  private long memory() throws IOException {
    return Long.parseLong(found("find_memory \"$PWD\"; echo $memory"));
  }

  @Test
  void isTheMachinesWithoutGroups() throws IOException {
    assertThat(memory()).isEqualTo(MACHINE);
  }

  @Test
  void isTheLowestLimitOnThePathInVersion1() throws IOException {
    groups("5:cpu:/x\n4:memory:/a/b/c\n0::/\n", V1.formatted("/") + V2.formatted("/", "/unified"));
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", UNLIMITED);
    write("sys/fs/cgroup/memory/a/memory.limit_in_bytes", "3000000000");
    write("sys/fs/cgroup/memory/a/b/memory.limit_in_bytes", "2000000000");
    write("sys/fs/cgroup/memory/a/b/c/memory.limit_in_bytes", UNLIMITED);
    write("sys/fs/cgroup/memory/x/memory.limit_in_bytes", "1000");
    assertThat(memory()).isEqualTo(2_000_000_000);
  }

  @Test
  void isTheLowestOfMaxAndHighInVersion2() throws IOException {
    groups("0::/a.slice/b: c.scope\n", V2.formatted("/", ""));
    write("sys/fs/cgroup/a.slice/memory.max", "max\n");
    write("sys/fs/cgroup/a.slice/memory.high", "1500000000\n");
    write("sys/fs/cgroup/a.slice/b: c.scope/memory.max", "1900000000\n");
    write("sys/fs/cgroup/a.slice/b: c.scope/memory.high", "max\n");
    assertThat(memory()).isEqualTo(1_500_000_000);
  }

  @Test
  void isOfTheMountWhereThePathIsNotBelowIt() throws IOException {
    write("sys/fs/cgroup/memory.max", "700000000\n");
    for (String path : List.of("/../../other", "/host/docker/1", "/")) {
      groups("0::" + path + "\n", V2.formatted("/", ""));
      assertThat(memory()).as(path).isEqualTo(700_000_000);
    }
    write("sys/fs/cgroup/memory/sub/memory.limit_in_bytes", "500000000\n");
    groups("4:cpu,memory:/docker/1/sub\n", V1.formatted("/docker/1"));
    assertThat(memory()).isEqualTo(500_000_000);
  }

  @Test
  void leavesTheHeapHalfOfASmallContainer() throws IOException {
    String options = "memory=%d; address_space=%s; choose_memory_options; echo $memory_options";
    assertThat(found(options.formatted(900_000_000, ""))).contains("-Xms64m -Xmx429m ");
    assertThat(found(options.formatted(MACHINE, ""))).startsWith("-Xms64m -Xmx2048m ");
    assertThat(found(options.formatted(MACHINE, 4L << 30)))
        .contains("-Xmx512m ", "-Dprogan.addressSpace=4294967296");
  }
}
