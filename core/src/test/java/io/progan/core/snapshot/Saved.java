package io.progan.core.snapshot;

import io.progan.core.Tiny;
import io.progan.core.state.StateVector;
import io.progan.core.training.Recovery;
import io.progan.core.training.TrainingPosition;
import io.progan.core.training.state.TrainingState;
import io.progan.core.training.step.LossMeans;
import io.progan.core.training.tick.TickSums;
import io.progan.core.training.tick.UpdateSums;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ProgressState;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** States and descriptions to be saved. */
public final class Saved {

  static final RunConfig CONFIG = Tiny.config();

  /** Of runs whose snapshots nobody measures. */
  static final SnapshotRanking NO_RANKING = (wanted, snapshots) -> Set.of();

  /** Keeps everything, and fails where a warning would be given. */
  static final Keeping KEEPING =
      new Keeping(
          Retention.ALL,
          NO_RANKING,
          warning -> {
            throw new AssertionError(warning);
          });

  private Saved() {}

  /** A state in which no two numbers are alike, moments included. */
  static TrainingState state() {
    TrainingState state = empty();
    RandomState random = new RandomState(3);
    for (StateVector vector : Snapshot.vectors(state).values()) {
      float[] values = random.randnFloats((int) vector.vector().length());
      vector.vector().assign(Nd4j.createFromArray(values));
    }
    state.generatorAdam().restoreSteps(17);
    state.discriminatorAdam().restoreSteps(18);
    state.generatorAdam().lossScale().restore(5.25);
    state.discriminatorAdam().lossScale().restore(6.5);
    return state;
  }

  /** A state of zeros. */
  static TrainingState empty() {
    return new TrainingState(CONFIG, Tiny.SHAPE, DataType.FLOAT);
  }

  static SnapshotInfo info(TrainingState state) {
    return SnapshotInfo.of(CONFIG, Tiny.SHAPE, state, position(0.26));
  }

  /** Where a training stands that is at a level of detail. */
  public static TrainingPosition position(double lod) {
    LossMeans discriminator = new LossMeans(Map.of("loss", 1.0, "realScore", 2.0));
    return new TrainingPosition(
        new ProgressState(1500, 3, 1400, lod, 1450, 1),
        new RandomState(9).save(),
        null,
        new TickSums(
            discriminator,
            new UpdateSums(8, 1, 2.5),
            new LossMeans(Map.of("loss", 9.0, "labelPenalty", 0.2)),
            new UpdateSums(11, 3, 1.25),
            12,
            0),
        new Recovery(2, 0.25));
  }

  /** Every number of a state. */
  static Map<String, float[]> values(TrainingState state) {
    Map<String, float[]> values = new LinkedHashMap<>();
    Snapshot.vectors(state).forEach((k, v) -> values.put(k, v.vector().toFloatVector()));
    return values;
  }

  static boolean equal(Map<String, float[]> a, Map<String, float[]> b) {
    return a.keySet().equals(b.keySet())
        && a.keySet().stream().allMatch(key -> Arrays.equals(a.get(key), b.get(key)));
  }
}
