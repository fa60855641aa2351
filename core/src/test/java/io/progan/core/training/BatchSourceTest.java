package io.progan.core.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.core.Tiny;
import io.progan.core.dataset.ShardTrainingSet;
import io.progan.core.loss.GanGraph;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.family.Networks;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What steps are fed with. */
class BatchSourceTest {

  private static final int MINIBATCH = 6;

  @TempDir Path folder;

  private BatchSource source(ShardTrainingSet set, RunConfig config) {
    return new BatchSource(set, config.train(), new RandomState(8), generator(config));
  }

  private static GeneratorNetwork generator(RunConfig config) {
    return Networks.generator(config.generator(), Tiny.SHAPE);
  }

  private ShardTrainingSet set(RunConfig config) throws IOException {
    return new ShardTrainingSet(
        Tiny.dataset(folder.resolve("colours")), config.dataset(), new RandomState(9));
  }

  @Test
  void discriminatorBatchesHoldImagesWithTheirLabels() throws IOException {
    RunConfig config = Tiny.config();
    try (ShardTrainingSet set = set(config)) {
      Map<String, float[]> batch = source(set, config).reals(1, MINIBATCH, 0, List.of()).values();
      assertThat(batch.get(GanGraph.REALS)).hasSize(MINIBATCH * 3 * 16);
      assertThat(batch.get(GanGraph.LATENTS))
          .containsExactly(
              new RandomState(8).randnFloats(MINIBATCH * generator(config).latentSize()));
      assertThat(batch.get(GanGraph.MIXING)).hasSize(MINIBATCH);
      for (int i = 0; i < MINIBATCH; i++) {
        assertThat(batch.get(GanGraph.MIXING)[i]).isGreaterThanOrEqualTo(0).isLessThan(1);
        int pixel = Math.round((batch.get(GanGraph.REALS)[i * 3 * 16] + 1) * 127.5f);
        assertThat(label(batch.get(GanGraph.LABELS), i)).isEqualTo(pixel / 20 % Tiny.CLASSES);
      }
    }
  }

  @Test
  void valuesLieInTheConfiguredRange() throws IOException {
    RunConfig config = Tiny.config(Map.of("train", Map.of("drangeNet", new double[] {0, 1})));
    try (ShardTrainingSet set = set(config)) {
      float[] reals = source(set, config).reals(0, 12, 0, List.of()).values().get(GanGraph.REALS);
      Set<Integer> pixels = new HashSet<>();
      for (float value : reals) {
        pixels.add(Math.round(value * 255));
      }
      assertThat(pixels).hasSize(12).contains(0, 20, 220);
    }
  }

  @Test
  void generatorBatchesHoldLabelsOfTheDataset() throws IOException {
    RunConfig config = Tiny.config();
    try (ShardTrainingSet set = set(config)) {
      Map<String, float[]> batch = source(set, config).latents(60, 0, List.of()).values();
      assertThat(batch.get(GanGraph.LATENTS)).hasSize(60 * generator(config).latentSize());
      Set<Integer> seen = new HashSet<>();
      for (int i = 0; i < 60; i++) {
        seen.add(label(batch.get(GanGraph.LABELS), i));
      }
      assertThat(seen).containsExactlyInAnyOrder(0, 1, 2);
    }
  }

  /** The class of a one-hot label. */
  private static int label(float[] labels, int index) {
    float[] row = Arrays.copyOfRange(labels, index * Tiny.CLASSES, (index + 1) * Tiny.CLASSES);
    assertThat(row).containsOnly(0, 1);
    int found = 0;
    float sum = 0;
    for (int i = 0; i < row.length; i++) {
      found = row[i] == 1 ? i : found;
      sum += row[i];
    }
    assertThat(sum).isEqualTo(1);
    return found;
  }
}
