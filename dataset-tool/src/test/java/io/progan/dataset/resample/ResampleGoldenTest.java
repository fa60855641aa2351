package io.progan.dataset.resample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.dataset.RawImage;
import io.progan.dataset.numpy.NpyReader;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Resized and warped pictures equal those of both generations of Pillow to the bit. */
class ResampleGoldenTest {
  private static final Pattern FILE =
      Pattern.compile("resample/(lanczos|quad)_(\\d+)x(\\d+)(_pillow311)?\\.npy");

  record Target(GoldenCase golden, String path) {
    @Override
    public String toString() {
      return golden.name() + " " + path;
    }
  }

  static Stream<Target> targets() {
    return GoldenCases.ofKind("celebahq").flatMap(golden -> targets(golden).stream());
  }

  private static List<Target> targets(GoldenCase golden) {
    List<Target> targets = new ArrayList<>();
    for (JsonNode file : golden.json().get("files")) {
      String path = file.get("path").asText();
      if (FILE.matcher(path).matches()) {
        targets.add(new Target(golden, path));
      }
    }
    assertThat(targets).isNotEmpty();
    return targets;
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("targets")
  void equalsPillow(Target target) throws IOException {
    Matcher name = FILE.matcher(target.path());
    assertThat(name.matches()).isTrue();
    int width = Integer.parseInt(name.group(2));
    int height = Integer.parseInt(name.group(3));
    Arithmetic arithmetic =
        name.group(4) == null ? Arithmetic.FIXED_POINT : Arithmetic.SINGLE_PRECISION;
    RawImage image = HwcImages.read(target.golden().file("resample/image.npy"));
    RawImage actual =
        name.group(1).equals("lanczos")
            ? Resize.resize(image, width, height, Filter.LANCZOS, arithmetic)
            : new QuadWarp(quad(target.golden()), width, height, arithmetic).apply(image);
    RawImage expected = HwcImages.read(target.golden().file(target.path()));
    assertThat(actual.sameShape(expected)).isTrue();
    assertThat(actual.data()).isEqualTo(expected.data());
  }

  private static Quad quad(GoldenCase golden) throws IOException {
    float[] values = NpyReader.read(golden.file("resample/quad.npy")).floats();
    float[] x = new float[4];
    float[] y = new float[4];
    for (int i = 0; i < 4; i++) {
      x[i] = values[2 * i];
      y[i] = values[2 * i + 1];
    }
    return new Quad(x, y);
  }
}
