package io.progan.core.training.step;

import io.progan.core.graph.Gradients;
import io.progan.core.graph.Graph;
import io.progan.core.graph.Tensor;
import io.progan.core.loss.GanGraph;
import io.progan.core.loss.LossTerms;
import io.progan.core.loss.NoiseInput;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Growth;
import io.progan.core.state.Slot;
import io.progan.core.state.SlotInputs;
import io.progan.core.training.state.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A phase as a graph: losses and gradients, before anything is allocated. What it costs can be read
 * from it as it is; {@link PhaseStep} makes it run.
 */
final class PhaseGraph {

  private static final String LOSS_SCALE = "lossScale/";

  private final Phase phase;
  private final GanGraph gan;
  private final Map<Role, LossTerms> terms = new EnumMap<>(Role.class);
  private final Map<Role, Map<Slot, Tensor>> gradients = new EnumMap<>(Role.class);

  /**
   * Fills a graph.
   *
   * @param growth how far the networks have grown
   * @param images of one run
   * @param scaled the networks whose losses are scaled
   * @param inputs where the step's values come from
   */
  PhaseGraph(
      Phase phase,
      Graph graph,
      GeneratorNetwork generator,
      DiscriminatorNetwork discriminator,
      Growth growth,
      int images,
      Predicate<Role> scaled,
      GanGraph.Inputs inputs) {
    this.phase = phase;
    int full = generator.stages().get(generator.stages().size() - 1).resolution();
    gan =
        new GanGraph(
            graph,
            generator,
            discriminator,
            growth,
            full / growth.stage().resolution(),
            images,
            phase.ownFakeLabels(),
            phase.split(),
            inputs);
    for (Phase.Update update : phase.updates()) {
      Role role = update.role();
      Optional<Tensor> scale =
          scaled.test(role) ? Optional.of(inputs.input(lossScale(role))) : Optional.empty();
      terms.put(role, update.loss().terms(gan, scale));
    }
    phase.updates().forEach(u -> differentiate(u.role(), terms.get(u.role()).scaled()));
  }

  /** The name of the input that holds a network's loss scale. */
  static String lossScale(Role role) {
    return LOSS_SCALE + role;
  }

  private void differentiate(Role role, Tensor target) {
    Map<Slot, Tensor> trained = new LinkedHashMap<>(slots(role).inputs());
    trained.keySet().removeIf(slot -> !slot.trained());
    Map<Tensor, Tensor> found = Gradients.of(target, new ArrayList<>(trained.values()));
    Map<Slot, Tensor> bySlot = new LinkedHashMap<>();
    trained.forEach(
        (slot, input) -> {
          if (!found.containsKey(input)) {
            throw new IllegalStateException(
                "the loss of the %s does not depend on %s, which it trains"
                    .formatted(phase.name(), slots(role).inputName(slot)));
          }
          bySlot.put(slot, found.get(input));
        });
    gradients.put(role, bySlot);
  }

  /** The slots of a network in the graph. */
  SlotInputs slots(Role role) {
    return role == Role.GENERATOR ? gan.generatorSlots() : gan.discriminatorSlots();
  }

  /** The noise that a step takes, in order. */
  List<NoiseInput> noise() {
    return gan.noise();
  }

  /** The terms of a network's loss. */
  LossTerms terms(Role role) {
    return terms.get(role);
  }

  /** The gradients at a network's trained slots. */
  Map<Slot, Tensor> gradients(Role role) {
    return gradients.get(role);
  }

  /** The networks that the phase updates. */
  Set<Role> updated() {
    return terms.keySet();
  }

  /** All that a step reads after a run. */
  List<Tensor> results() {
    List<Tensor> results = new ArrayList<>();
    for (Role role : updated()) {
      results.addAll(gradients(role).values());
      results.add(terms(role).total());
      terms(role).values().values().stream()
          .map(LossTerms.Value::tensor)
          .filter(tensor -> tensor != null)
          .forEach(results::add);
    }
    for (Role role : Role.values()) {
      results.addAll(slots(role).updates().values());
    }
    return results;
  }
}
