package io.progan.core.latent;

import static io.progan.core.GoldenNetworks.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.dataset.numpy.RandomState;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.LatentFamily;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The families of latents against the reference. */
class LatentDistributionGoldenTest {

  private static final int SIZE = 20;

  @Test
  void familiesFollowFromNormalAndUniformNumbers() {
    for (GoldenCase golden : GoldenCases.ofKind("latent_families").toList()) {
      double[] normals = npy(golden.file("normals.npy")).doubles();
      double[] uniforms = npy(golden.file("uniforms.npy")).doubles();
      Set<LatentFamily> seen = new HashSet<>();
      for (JsonNode family : golden.json().get("families")) {
        LatentFamily named = LatentFamily.of(family.get("family").asText());
        double progress = family.path("progress").asDouble(LatentDistribution.TRAINED);
        double[] actual = new LatentDistribution(named).of(normals, uniforms, SIZE, progress);
        double[] expected = npy(golden.file(family.get("file").asText())).doubles();
        assertThat(actual).as(family.toString()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
          assertThat(actual[i]).as(family.toString()).isCloseTo(expected[i], within(1e-9));
        }
        seen.add(named);
      }
      assertThat(seen).containsExactlyInAnyOrder(LatentFamily.values());
    }
  }

  @Test
  void everyFamilyIsDrawnFromAStream() {
    for (LatentFamily family : LatentFamily.values()) {
      LatentDistribution distribution = new LatentDistribution(family);
      float[] drawn = distribution.draw(new RandomState(1), 500, 4, 0);
      float[] again = distribution.draw(new RandomState(1), 500, 4, 0);
      assertThat(drawn).as(family.jsonName()).hasSize(2000).isEqualTo(again);
      double squares = 0;
      for (float value : drawn) {
        squares += value * value / 2000.0;
      }
      assertThat(squares).as(family.jsonName()).isBetween(0.3, 4.5);
    }
    assertThat(new LatentDistribution(LatentFamily.NORMAL).draw(new RandomState(3), 2, 5, 0.5))
        .isEqualTo(new RandomState(3).randnFloats(10));
  }
}
