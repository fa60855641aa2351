package io.progan.core.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberVariablesTest {

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "OMP_NUM_THREADS, 0",
    "OMP_NUM_THREADS, -1",
    "OMP_NUM_THREADS, abc",
    "OMP_NUM_THREADS, '1 2'",
    "OMP_NUM_THREADS, 100000",
    "OMP_NUM_THREADS, 99999999999",
    "OMP_THREAD_LIMIT, 0",
    "SD_MASTER_THREADS, 0",
    "SD_MAX_THREADS, 0",
    "BACKEND_PRIORITY_CPU, abc"
  })
  void namesWhatNativeCodeDoesNotBear(String name, String value) {
    assertThat(NumberVariables.problem(Map.of(name, value)))
        .hasValueSatisfying(text -> assertThat(text).startsWith(name + "=" + value + ": "));
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "OMP_NUM_THREADS, 1",
    "OMP_NUM_THREADS, 1024",
    "OMP_NUM_THREADS, ' '",
    "OMP_THREAD_LIMIT, 2147483647",
    "BACKEND_PRIORITY_CPU, 0",
    "OTHER, abc"
  })
  void letsTheRestPass(String name, String value) {
    assertThat(NumberVariables.problem(Map.of(name, value))).isEmpty();
  }
}
