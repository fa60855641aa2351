package io.progan.core.image;

import static io.progan.core.GoldenNetworks.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.dataset.RawImage;
import io.progan.dataset.numpy.NpyArray;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real images and image grids against the float64 reference. */
class ImageGoldenTest {

  static Stream<Arguments> reals() {
    return GoldenCases.ofKind("process_reals")
        .flatMap(
            golden -> {
              Stream.Builder<Arguments> cases = Stream.builder();
              golden
                  .json()
                  .get("cases")
                  .forEach(c -> cases.add(Arguments.of(golden, c.get("folder").asText(), c)));
              return cases.build();
            });
  }

  static Stream<GoldenCase> grids() {
    return GoldenCases.ofKind("process_reals");
  }

  @ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
  @MethodSource("reals")
  void processesReals(GoldenCase golden, String folder, JsonNode settings) {
    NpyArray images = npy(golden.file(folder + "/images.npy"));
    double lod = settings.get("lod").asDouble();
    int channels = images.shape()[1];
    int size = images.shape()[3];
    float[] mirror =
        settings.get("mirror_augment").asBoolean()
            ? npy(golden.file(folder + "/mirror.npy")).floats()
            : null;
    float[] actual =
        RealImages.upscale(
            RealImages.process(
                images.bytes(),
                channels,
                size,
                mirror,
                lod - Math.floor(lod),
                DynamicRange.NETWORK),
            size,
            settings.get("full_resolution").asInt() / size);
    float[] expected = npy(golden.file(folder + "/result.npy")).floats();
    double tolerance = golden.json().at("/tolerance/result_abs").asDouble();
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i]).isCloseTo(expected[i], within(tolerance));
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("grids")
  void tilesImages(GoldenCase golden) {
    NpyArray images = npy(golden.file("grid/images.npy"));
    int channels = images.shape()[1];
    int size = images.shape()[3];
    NpyArray tiled = npy(golden.file("grid/grid_3x2.npy"));
    ImageGrid grid = new ImageGrid(tiled.shape()[2] / size, tiled.shape()[1] / size);
    assertThat(grid.tile(images.floats(), channels, size, size)).containsExactly(tiled.floats());

    RawImage picture = grid.picture(images.floats(), channels, size, DynamicRange.NETWORK);
    byte[] expected = npy(golden.file("grid/grid_uint8.npy")).bytes();
    int plane = picture.height() * picture.width();
    for (int i = 0; i < plane; i++) {
      for (int c = 0; c < channels; c++) {
        double value = tiled.floats()[c * plane + i] * 127.5 + 127.5;
        boolean nearHalf = Math.abs(value - Math.floor(value) - 0.5) < 1e-4;
        if (!nearHalf) {
          assertThat(picture.data()[c * plane + i]).isEqualTo(expected[i * channels + c]);
        }
      }
    }
  }
}
