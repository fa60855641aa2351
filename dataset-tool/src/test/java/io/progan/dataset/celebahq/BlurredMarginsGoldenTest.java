package io.progan.dataset.celebahq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.dataset.RawImage;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyReader;
import io.progan.dataset.resample.HwcImages;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Margins equal those of NumPy and SciPy. */
class BlurredMarginsGoldenTest {
  private static final Pattern NOTE =
      Pattern.compile(".*= \\((\\d+), (\\d+), (\\d+), (\\d+)\\), blur sigma ([\\d.]+)");

  static Stream<GoldenCase> cases() {
    return GoldenCases.ofKind("celebahq");
  }

  private static Matcher note(GoldenCase golden) {
    for (JsonNode file : golden.json().get("files")) {
      if (file.get("path").asText().equals("pad/result.npy")) {
        Matcher matcher = NOTE.matcher(file.get("note").asText());
        assertThat(matcher.matches()).isTrue();
        return matcher;
      }
    }
    throw new AssertionError("no pad/result.npy in " + golden);
  }

  private static Edges margins(Matcher note) {
    return new Edges(
        Integer.parseInt(note.group(1)),
        Integer.parseInt(note.group(2)),
        Integer.parseInt(note.group(3)),
        Integer.parseInt(note.group(4)));
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void equalToTheBitOnceRounded(GoldenCase golden) throws IOException {
    Matcher note = note(golden);
    RawImage image = HwcImages.read(golden.file("pad/image.npy"));
    double sigma = Double.parseDouble(note.group(5));
    RawImage padded = BlurredMargins.add(image, margins(note), sigma);
    assertThat(padded).isEqualTo(HwcImages.read(golden.file("pad/result.npy")));
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void closeBeforeRounding(GoldenCase golden) throws IOException {
    Matcher note = note(golden);
    RawImage image = HwcImages.read(golden.file("pad/image.npy"));
    float[] expected = NpyReader.read(golden.file("pad/result_float.npy")).floats();
    for (int channel = 0; channel < 3; channel++) {
      double sigma = Double.parseDouble(note.group(5));
      FloatPlane plane = BlurredMargins.blended(image, channel, margins(note), sigma);
      for (int i = 0; i < plane.values().length; i++) {
        assertThat(plane.values()[i]).isCloseTo(expected[3 * i + channel], within(1e-4f));
      }
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void weightsAreSciPys(GoldenCase golden) throws IOException {
    NpyArray taps = NpyReader.read(golden.file("pad/gaussian_taps.npy"));
    double[] half = GaussianBlur.halfKernel(Double.parseDouble(note(golden).group(5)));
    assertThat(taps.size()).isEqualTo(2 * half.length - 1);
    for (int i = 0; i < taps.size(); i++) {
      double expected = taps.doubles()[i];
      assertThat(half[Math.abs(i - half.length + 1)]).isCloseTo(expected, within(1e-16));
    }
  }
}
