package io.progan.core.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are begun, continued and damaged. */
class EventFileTest {

  @TempDir Path folder;

  private void run(EventFile file, long... steps) throws IOException {
    for (long step : steps) {
      file.write(new Summary(step).scalar("Loss/G", step / 2.0));
    }
  }

  private List<Long> events() throws IOException {
    return new EventLog(folder).steps;
  }

  @Test
  void goesOnWithoutTheStepsThatComeAgain() throws IOException {
    run(EventFile.create(folder), 0, 100, 200, 300);
    run(EventFile.resume(folder, 200), 300, 400);
    assertThat(events()).containsExactly(0L, 100L, 200L, -202L, 300L, 400L);
    assertThat(EventFile.list(folder)).hasSize(2);
  }

  @Test
  void goesOnBeforeAnOlderFile() throws IOException {
    run(EventFile.create(folder), 0, 100);
    run(EventFile.resume(folder, 100), 200, 300);
    run(EventFile.resume(folder, 50), 100);
    assertThat(events()).containsExactly(0L, -52L, 100L);
    assertThat(EventFile.list(folder)).as("a file without values goes").hasSize(2);
  }

  @Test
  void cutsWhatACrashLeftHalfWritten() throws IOException {
    EventFile begun = EventFile.create(folder);
    run(begun, 0, 100);
    Path file = EventFile.list(folder).get(0);
    long intact = Files.size(file);
    run(begun, 200);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(intact + 20);
    }
    run(EventFile.resume(folder, 200), 300);
    assertThat(events()).containsExactly(0L, 100L, -202L, 300L);
    Files.write(file, new byte[40], StandardOpenOption.APPEND);
    EventFile.resume(folder, 300);
    assertThat(Files.size(file)).as("zeros after a power cut").isEqualTo(intact);
  }

  @Test
  void eventsThatFindNoRoomWait() throws IOException {
    Path later = folder.resolve("later");
    Files.createDirectory(later);
    EventFile file = EventFile.create(later);
    Path name = EventFile.list(later).get(0);
    byte[] beginning = Files.readAllBytes(name);
    Files.delete(name);
    Files.createDirectory(name);
    assertThatThrownBy(() -> run(file, 100)).isInstanceOf(IOException.class);
    Files.delete(name);
    Files.write(name, beginning);
    run(file, 200);
    Files.move(name, folder.resolve(name.getFileName()));
    assertThat(events()).containsExactly(100L, 200L);
  }
}
