package io.progan.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.graph.Operation;
import io.progan.core.network.family.Networks;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.Dtype;
import io.progan.presets.config.ProgressiveDiscriminatorConfig;
import io.progan.presets.config.ProgressiveGeneratorConfig;
import io.progan.presets.config.Rounding;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What passes tell of their layers, beside counts by hand. */
class NetworkTraceTest {

  private static final int MAPS = 2;
  private static final Set<String> CONVOLUTIONS = Set.of("conv2d", "deconv2d");

  private static GeneratorNetwork generator(int resolution) {
    return Networks.generator(
        new ProgressiveGeneratorConfig(
            8192, 1, MAPS, null, true, true, true, 1e-8, true, true, Dtype.FLOAT32, Rounding.FUSED),
        new DatasetShape(resolution, 3, 0));
  }

  private static DiscriminatorNetwork discriminator(int resolution) {
    return Networks.discriminator(
        new ProgressiveDiscriminatorConfig(
            8192, 1, MAPS, true, 4, true, Dtype.FLOAT32, Rounding.FUSED),
        new DatasetShape(resolution, 3, 0));
  }

  private static double convolutions(NetworkTrace trace, String layer) {
    return trace.layer(layer).orElseThrow().operations().stream()
        .filter(operation -> CONVOLUTIONS.contains(operation.kind()))
        .mapToDouble(Operation::flops)
        .sum();
  }

  @Test
  void convolutionsAreCountedByHand() {
    NetworkTrace trace = generator(8).trace(new Stage(3, false), 1);
    // The fused up-convolution has a 4x4 kernel for each of its 4x4 input pixels.
    assertThat(convolutions(trace, "8x8/Conv0_up")).isEqualTo(2 * 16 * MAPS * MAPS * 16);
    assertThat(convolutions(trace, "8x8/Conv1")).isEqualTo(2 * 9 * MAPS * MAPS * 64);
    assertThat(convolutions(trace, "ToRGB_lod0")).isEqualTo(2 * MAPS * 3 * 64);
    NetworkTrace judge = discriminator(8).trace(new Stage(3, false), 1);
    assertThat(convolutions(judge, "4x4/Conv")).isEqualTo(2 * 9 * (MAPS + 1) * MAPS * 16);
    assertThat(convolutions(judge, "8x8/Conv1_down")).isEqualTo(2 * 16 * MAPS * MAPS * 16);
  }

  @Test
  void fadingAddsTheColoursOfTheResolutionBelow() {
    assertThat(generator(8).trace(new Stage(3, false), 1).layer("ToRGB_lod1")).isEmpty();
    NetworkTrace fading = generator(8).trace(new Stage(3, true), 1);
    assertThat(convolutions(fading, "ToRGB_lod1")).isEqualTo(2 * MAPS * 3 * 16);
  }

  @Test
  void workGrowsWithTheMinibatch() {
    NetworkTrace one = discriminator(16).trace(new Stage(4, false), 4);
    NetworkTrace two = discriminator(16).trace(new Stage(4, false), 8);
    assertThat(convolutions(two, "16x16/Conv0")).isEqualTo(2 * convolutions(one, "16x16/Conv0"));
    assertThat(two.largestOutput()).isEqualTo(2 * one.largestOutput());
  }

  @Test
  void fullSizeNetworksAt32TakeWhatIsKnown() {
    DatasetShape shape = new DatasetShape(32, 3, 0);
    NetworkTrace trace =
        Networks.generator(ProgressiveGeneratorConfig.defaults(), shape)
            .trace(new Stage(5, false), 16);
    double sum = trace.layers().stream().mapToDouble(l -> convolutions(trace, l.name())).sum();
    assertThat(sum / 16e9).isCloseTo(9.3, within(0.1));
  }
}
