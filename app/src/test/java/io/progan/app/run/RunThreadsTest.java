package io.progan.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.core.device.Machine;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunThreadsTest {

  private final Machine here = Machine.current();

  @AfterEach
  void otherTestsGetTheirThreadsBack() {
    Machine.useThreads(here.threads());
  }

  @Test
  void theLimitOfTheEnvironmentIsKept() {
    assertThat(RunThreads.choose(OptionalInt.of(4), Optional.empty(), " 3 "))
        .containsExactly("OMP_THREAD_LIMIT=3: no more than 3 native threads");
    assertThat(Machine.current().threads()).isEqualTo(3);
  }

  @Test
  void anotherBuildOrProcessorIsNamed() {
    Machine there =
        new Machine(here.backend(), "0.9", "linux-arm64", here.processor(), here.threads());
    assertThat(RunThreads.choose(OptionalInt.empty(), Optional.of(there), null))
        .containsExactly(
            "the run goes on, but not to the same bits as where it began: ND4J "
                + here.nd4j()
                + " instead of 0.9, native library "
                + here.platform()
                + " instead of linux-arm64");
  }

  @Test
  void nothingIsSaidOnTheSameMachine() {
    assertThat(RunThreads.choose(OptionalInt.empty(), Optional.of(here), null)).isEmpty();
    assertThat(RunThreads.choose(OptionalInt.empty(), Optional.empty(), "")).isEmpty();
  }
}
