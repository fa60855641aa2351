package io.progan.core.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which build of the native library suits which processor. */
class NativeLibraryTest {

  @ParameterizedTest(name = "flags [{0}]")
  @CsvSource({
    "fpu sse2 avx avx2 avx512f avx512dq avx512bw avx512vl, -onednn-avx512",
    "avx512bw avx512f, -onednn-avx512",
    "fpu avx2 avx512f avx512cd, -onednn-avx2",
    "fpu avx2 avx512bw, -onednn-avx2",
    "avx2, -onednn-avx2",
    "fpu sse4_2 avx, ''",
    "avx512f avx512bw_other avx2x, ''",
    "'', ''"
  })
  void extensionFollowsTheInstructionSets(String flags, String extension) {
    assertThat(NativeLibrary.extensionFor(flags)).isEqualTo(extension);
  }
}
