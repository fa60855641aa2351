package io.progan.core.image;

import static io.progan.core.GoldenNetworks.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.dataset.numpy.NpyArray;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the Theano version does to real images, against the reference. */
class ByteImagesGoldenTest {

  static Stream<GoldenCase> cases() {
    return GoldenCases.ofKind("theano_process_reals");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void processesReals(GoldenCase golden) {
    double tolerance = golden.json().at("/tolerance/float32").asDouble();
    for (JsonNode row : golden.json().at("/config/rows")) {
      String index = "_" + row.get("index").asInt() + ".npy";
      NpyArray raw = npy(golden.file("raw" + index));
      int size = raw.shape()[3];
      double lod = row.get("lod").asDouble();
      byte[] faded =
          ByteImages.process(
              raw.bytes(),
              raw.shape()[1],
              size,
              noise(golden, row, "mirror"),
              lod - Math.floor(lod));
      assertThat(faded).isEqualTo(npy(golden.file("faded" + index)).bytes());
      float[] values =
          ByteImages.convert(faded, noise(golden, row, "dequantize"), DynamicRange.NETWORK);
      float[] images = RealImages.upscale(values, size, row.get("resolution").asInt() / size);
      assertThat(images)
          .containsExactly(npy(golden.file("images" + index)).floats(), within((float) tolerance));
    }
  }

  private static float[] noise(GoldenCase golden, JsonNode row, String name) {
    return row.get(name).asBoolean()
        ? npy(golden.file(name + "_" + row.get("index").asInt() + ".npy")).floats()
        : null;
  }
}
