package io.progan.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Stage;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.DiscriminatorConfig;
import io.progan.presets.config.Dtype;
import io.progan.presets.config.GeneratorConfig;
import org.junit.jupiter.api.Test;

class StepWorkTest {

  private static final int MAPS = 2;

  @Test
  void theSmallestNetworksAreCountedByHand() {
    StepWork work = work(new Stage(2, false), 8);
    double dense = 2 * MAPS * MAPS * 16;
    double conv = 2 * 9 * MAPS * MAPS * 16;
    double rgb = 2 * MAPS * 3 * 16;
    assertThat(work.generatorFlop()).isEqualTo(dense + conv + rgb);
    double seesStddev = 2 * 9 * (MAPS + 1) * MAPS * 16;
    assertThat(work.discriminatorFlop()).isEqualTo(rgb + seesStddev + dense + 2 * MAPS);
  }

  @Test
  void fadingAddsTheColoursOfTheResolutionBelow() {
    StepWork stable = work(new Stage(3, false), 16);
    StepWork fading = work(new Stage(3, true), 16);
    double rgb = 2 * MAPS * 3 * 16;
    assertThat(fading.generatorFlop() - stable.generatorFlop()).isEqualTo(rgb);
    assertThat(fading.discriminatorFlop() - stable.discriminatorFlop()).isEqualTo(rgb);
  }

  @Test
  void blocksAreConvolutionsOf3x3AndFusedOnesOf4x4() {
    double before = work(new Stage(2, false), 8).generatorFlop();
    double block = work(new Stage(3, false), 8).generatorFlop() - before;
    double up = 2 * 16 * MAPS * MAPS * 16;
    double conv = 2 * 9 * MAPS * MAPS * 64;
    double moreColours = 2 * MAPS * 3 * (64 - 16);
    assertThat(block).isEqualTo(up + conv + moreColours);
  }

  @Test
  void fullSizeNetworksAt32TakeWhatIsKnown() {
    DatasetShape shape = new DatasetShape(32, 3, 0);
    StepWork work =
        StepWork.of(
            new GeneratorNetwork(GeneratorConfig.defaults(), shape),
            new DiscriminatorNetwork(DiscriminatorConfig.defaults(), shape),
            new Stage(5, false),
            5);
    assertThat(work.generatorFlop() / 1e9).isCloseTo(9.3, within(0.1));
    assertThat(work.discriminatorFlop() / 1e9).isCloseTo(9.3, within(0.1));
    assertThat(work.discriminatorStep())
        .isEqualTo(work.generatorFlop() + 12 * work.discriminatorFlop());
    assertThat(work.generatorStep())
        .isEqualTo(3 * work.generatorFlop() + 2 * work.discriminatorFlop());
  }

  private static StepWork work(Stage stage, int resolution) {
    DatasetShape shape = new DatasetShape(resolution, 3, 0);
    GeneratorConfig generator =
        new GeneratorConfig(8192, 1, MAPS, null, true, true, true, 1e-8, true, true, Dtype.FLOAT32);
    DiscriminatorConfig discriminator =
        new DiscriminatorConfig(8192, 1, MAPS, true, 4, true, Dtype.FLOAT32);
    return StepWork.of(
        new GeneratorNetwork(generator, shape),
        new DiscriminatorNetwork(discriminator, shape),
        stage,
        shape.resolutionLog2());
  }
}
