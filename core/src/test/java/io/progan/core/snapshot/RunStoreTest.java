package io.progan.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {

  @TempDir Path results;

  @Test
  void aDiskThatStaysFullIsNamedLessAndLessOften() throws IOException {
    RunFolder folder = RunFolder.create(results, "test");
    List<String> warnings = new ArrayList<>();
    RunStore store =
        new RunStore(folder, new Keeping(Retention.ALL, Saved.NO_RANKING, warnings::add));
    RunStore.Action full =
        () -> {
          throw new IOException("No space left on device");
        };
    for (int i = 0; i < 9; i++) {
      assertThat(store.attempt("grid", full)).isFalse();
    }
    String begin = "warning: " + folder.path() + ": the grid cannot be written (No space left";
    assertThat(warnings).hasSize(4).allMatch(line -> line.startsWith(begin));
    assertThat(warnings.get(0)).doesNotContain("in a row");
    assertThat(warnings.get(3)).contains(", 8 times in a row;");

    assertThat(store.attempt("grid", () -> {})).isTrue();
    assertThat(store.attempt("grid", full)).isFalse();
    assertThat(warnings).hasSize(5);
    assertThat(warnings.get(4)).isEqualTo(warnings.get(0));
  }
}
