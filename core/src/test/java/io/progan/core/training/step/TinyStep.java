package io.progan.core.training.step;

import io.progan.core.Tiny;
import io.progan.core.loss.GanGraph;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Stage;
import io.progan.core.network.family.Networks;
import io.progan.core.training.state.TrainingState;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.RunConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;

/** Steps of tiny networks at 8x8 pixels in double precision. */
final class TinyStep {

  static final RunConfig CONFIG = Tiny.config();
  static final int MINIBATCH = 4;
  static final StageSize SIZE = new StageSize(new Stage(3, false), MINIBATCH);

  private TinyStep() {}

  /** Freshly drawn networks, owned by the caller. */
  static TrainingState state(UnaryOperator<GeneratorNetwork> generator) {
    TrainingState state =
        new TrainingState(
            generator.apply(Networks.generator(CONFIG.generator(), Tiny.SHAPE)),
            Networks.discriminator(CONFIG.discriminator(), Tiny.SHAPE),
            CONFIG,
            DataType.DOUBLE);
    state.initialize(new RandomState(3));
    return state;
  }

  static TrainingState state() {
    return state(generator -> generator);
  }

  /** Some values for all inputs of a step. */
  static Batch batch(int seed, TrainingState state) {
    RandomState random = new RandomState(seed);
    Map<String, float[]> values = new LinkedHashMap<>();
    values.put(GanGraph.REALS, random.randnFloats(MINIBATCH * 3 * 8 * 8));
    values.put(GanGraph.LATENTS, random.randnFloats(MINIBATCH * state.generator().latentSize()));
    float[] labels = new float[MINIBATCH * Tiny.CLASSES];
    for (int i = 0; i < MINIBATCH; i++) {
      labels[i * Tiny.CLASSES + (i + seed) % Tiny.CLASSES] = 1;
    }
    values.put(GanGraph.LABELS, labels);
    values.put(GanGraph.MIXING, new float[] {0.1f, 0.4f, 0.6f, 0.9f});
    return new Batch(values);
  }

  /** The graphs of some phases for a whole minibatch, owned by the caller. */
  static StageGraphs graphs(List<Phase> phases, TrainingState state) {
    return new StageGraphs(
        phases, state, SIZE, 1, Slices.whole(state.generator(), state.discriminator(), MINIBATCH));
  }
}
