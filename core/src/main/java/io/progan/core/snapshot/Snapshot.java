package io.progan.core.snapshot;

import io.progan.core.network.family.Networks;
import io.progan.core.state.Slot;
import io.progan.core.state.StateVector;
import io.progan.core.training.state.TrainingState;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The vectors of a training by the prefix of their arrays' names in a snapshot. */
final class Snapshot {

  /** The member that holds a {@link SnapshotInfo}. */
  static final String INFO = "progan.json";

  /** The array that holds the window of the images' order, if the images have one. */
  static final String ORDER_WINDOW = "order/window";

  private Snapshot() {}

  /** {@code G}, {@code D}, {@code Gs}: the networks; the rest: moments of the optimisers. */
  static Map<String, StateVector> vectors(TrainingState state) {
    Map<String, StateVector> vectors = new LinkedHashMap<>();
    vectors.put("G", state.generatorWeights());
    vectors.put("D", state.discriminatorWeights());
    vectors.put("Gs", state.averageWeights());
    vectors.put("G_adam_m", state.generatorAdam().firstMoment());
    vectors.put("G_adam_v", state.generatorAdam().secondMoment());
    vectors.put("D_adam_m", state.discriminatorAdam().firstMoment());
    vectors.put("D_adam_v", state.discriminatorAdam().secondMoment());
    return vectors;
  }

  /** The names of all arrays of the networks and optimisers. */
  static List<String> arrays(RunConfig config, DatasetShape shape) {
    return arrays(
        Networks.generator(config.generator(), shape).slots(),
        Networks.discriminator(config.discriminator(), shape).slots());
  }

  /** The same for the slots of the networks; only trained ones have moments. */
  static List<String> arrays(List<Slot> generator, List<Slot> discriminator) {
    List<Slot> trainedG = generator.stream().filter(Slot::trained).toList();
    List<Slot> trainedD = discriminator.stream().filter(Slot::trained).toList();
    List<String> names = new ArrayList<>();
    add(names, List.of("G", "Gs"), generator);
    add(names, List.of("G_adam_m", "G_adam_v"), trainedG);
    add(names, List.of("D"), discriminator);
    add(names, List.of("D_adam_m", "D_adam_v"), trainedD);
    return names;
  }

  private static void add(List<String> names, List<String> prefixes, List<Slot> slots) {
    for (String prefix : prefixes) {
      slots.forEach(slot -> names.add(array(prefix, slot.name())));
    }
  }

  /** The name of an array. */
  static String array(String prefix, String parameter) {
    return prefix + "/" + parameter;
  }
}
