package io.progan.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanFormatTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "59.4, 59s",
    "60, 1m 00s",
    "3599, 59m 59s",
    "3723, 1h 02m 03s",
    "86399, 23h 59m 59s",
    "86400, 1d 00h 00m",
    "194392, 2d 05h 59m"
  })
  void durations(double seconds, String expected) {
    assertThat(HumanFormat.duration(seconds)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 B", "1023, 1023 B", "1536, 1.5 kB", "3221225472, 3.0 GB"})
  void sizes(long bytes, String expected) {
    assertThat(HumanFormat.bytes(bytes)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"600, 600", "0.0015, 0.0015", "2.5, 2.5", "0, 0", "15000, 15000", "NaN, NaN"})
  void numbers(double value, String expected) {
    assertThat(HumanFormat.number(value)).isEqualTo(expected);
  }

  @Test
  void isTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(HumanFormat.duration(3723)).isEqualTo("1h 02m 03s");
      assertThat(HumanFormat.bytes(1536)).isEqualTo("1.5 kB");
      assertThat(HumanFormat.number(1.5)).isEqualTo("1.5");
    } finally {
      Locale.setDefault(before);
    }
  }
}
