package io.progan.presets.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

  private static final List<String> KEYS =
      List.of("train.totalKimg", "generator.fmapBase", "discriminator.fmapBase", "grid.size");

  @Test
  void findsWhatIsFewLettersAway() {
    assertThat(Nearest.to("train.totalKim", KEYS)).contains("train.totalKimg");
    assertThat(Nearest.to("total_kimg", KEYS)).contains("train.totalKimg");
    assertThat(Nearest.to("TOTALKIMG", KEYS)).contains("train.totalKimg");
  }

  @Test
  void breaksTiesByTheGroup() {
    assertThat(Nearest.to("discriminator.fmapBas", KEYS)).contains("discriminator.fmapBase");
    assertThat(Nearest.to("generator.fmapBas", KEYS)).contains("generator.fmapBase");
  }

  @Test
  void findsNothingForSomethingElse() {
    assertThat(Nearest.to("learningRate", KEYS)).isEmpty();
  }
}
