package io.progan.core.snapshot;

import io.progan.core.network.ParameterVector;
import io.progan.core.training.TrainingState;
import java.util.LinkedHashMap;
import java.util.Map;

/** The vectors of a training by the prefix of their arrays' names in a snapshot. */
final class Snapshot {

  /** The member that holds a {@link SnapshotInfo}. */
  static final String INFO = "progan.json";

  private Snapshot() {}

  /** {@code G}, {@code D}, {@code Gs}: the networks; the rest: moments of the optimisers. */
  static Map<String, ParameterVector> vectors(TrainingState state) {
    Map<String, ParameterVector> vectors = new LinkedHashMap<>();
    vectors.put("G", state.generatorWeights());
    vectors.put("D", state.discriminatorWeights());
    vectors.put("Gs", state.averageWeights());
    vectors.put("G_adam_m", state.generatorAdam().firstMoment());
    vectors.put("G_adam_v", state.generatorAdam().secondMoment());
    vectors.put("D_adam_m", state.discriminatorAdam().firstMoment());
    vectors.put("D_adam_v", state.discriminatorAdam().secondMoment());
    return vectors;
  }

  /** The name of an array's member. */
  static String member(String prefix, String parameter) {
    return prefix + "/" + parameter + ".npy";
  }
}
