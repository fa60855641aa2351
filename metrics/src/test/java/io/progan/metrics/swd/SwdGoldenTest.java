package io.progan.metrics.swd;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.metrics.GoldenFiles;
import io.progan.metrics.image.ImageBatch;
import io.progan.metrics.image.LaplacianPyramid;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SwdGoldenTest {

  static Stream<GoldenCase> cases() {
    return GoldenCases.ofKind("swd");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void equalsReference(GoldenCase golden) {
    GoldenFiles files = new GoldenFiles(golden);
    JsonNode resolutions = files.config("resolutions");
    List<ImageBatch> a = LaplacianPyramid.of(files.images("images_a.npy"), resolutions.size());
    List<ImageBatch> b = LaplacianPyramid.of(files.images("images_b.npy"), resolutions.size());
    List<SwdResult.Level> levels = new ArrayList<>();
    for (int i = 0; i < resolutions.size(); i++) {
      int resolution = resolutions.get(i).asInt();
      JsonNode expected = files.expected("levels").get(i);
      PatchSet reals = patches(files, "a", resolution, a.get(i));
      PatchSet fakes = patches(files, "b", resolution, b.get(i));
      double distance = distance(files, resolution, reals, fakes, expected.get("per_repeat"));
      double tolerance = files.tolerance("distance_rel");
      GoldenFiles.checkRelative(
          "distance at " + resolution, distance, expected.get("distance").asDouble(), tolerance);
      levels.add(new SwdResult.Level(resolution, 1000 * distance));
    }
    GoldenFiles.checkRelative(
        "average",
        SwdResult.of(levels).average(),
        files.expected("SWDx1e3_avg").asDouble(),
        files.tolerance("distance_rel"));
  }

  private static PatchSet patches(GoldenFiles files, String set, int resolution, ImageBatch level) {
    String end = "_" + resolution + ".npy";
    files.check("pyramid_" + set + end, level.values(), files.tolerance("pyramid_abs"));
    int size = files.config("nhood_size").asInt();
    int[] xs = files.read("positions_" + set + "x" + end).ints();
    int[] ys = files.read("positions_" + set + "y" + end).ints();
    float[] descriptors = PatchExtractor.extract(level, xs, ys, size);
    files.check("descriptors_" + set + end, descriptors, files.tolerance("descriptors_abs"));
    PatchAccumulator accumulator = new PatchAccumulator(size);
    accumulator.add(level, xs, ys);
    PatchSet patches = accumulator.finish();
    float[] normalized = new float[patches.count() * patches.components()];
    for (int i = 0; i < patches.count(); i++) {
      System.arraycopy(
          patches.patch(i), 0, normalized, i * patches.components(), patches.components());
    }
    files.check("finalized_" + set + end, normalized, files.tolerance("finalized_abs"));
    return patches;
  }

  private static double distance(
      GoldenFiles files, int resolution, PatchSet reals, PatchSet fakes, JsonNode expected) {
    int repeats = files.config("dir_repeats").asInt();
    int count = files.config("dirs_per_repeat").asInt();
    double sum = 0;
    for (int repeat = 0; repeat < repeats; repeat++) {
      String end = "_" + resolution + "_" + repeat + ".npy";
      float[] values = files.read("directions" + end).floats();
      checkNormalization(files, end, reals.components(), count);
      double distance;
      try (SlicedDistance sliced = new SlicedDistance(reals, fakes, count)) {
        distance = sliced.along(Directions.of(values, reals.components(), count));
      }
      GoldenFiles.checkRelative(
          "repeat " + repeat + " at " + resolution,
          distance,
          expected.get(repeat).asDouble(),
          files.tolerance("distance_rel"));
      sum += distance;
    }
    return sum / repeats;
  }

  private static void checkNormalization(GoldenFiles files, String end, int components, int count) {
    if (files.has("directions_raw" + end)) {
      double[] raw = files.read("directions_raw" + end).doubles();
      float[] unit = Directions.normalize(raw, components, count).toArray();
      files.check("directions" + end, unit, files.tolerance("directions_abs"));
    }
  }
}
