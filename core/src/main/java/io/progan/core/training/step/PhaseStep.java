package io.progan.core.training.step;

import io.progan.core.device.NativeScope;
import io.progan.core.graph.Tensor;
import io.progan.core.loss.LossTerms;
import io.progan.core.loss.NoiseInput;
import io.progan.core.plan.BufferPool;
import io.progan.core.plan.OperationTimes;
import io.progan.core.session.GraphSession;
import io.progan.core.state.Slot;
import io.progan.core.state.StateVector;
import io.progan.core.training.state.Role;
import io.progan.core.training.state.TrainingState;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The losses and gradients of one phase for one slice of a minibatch at one stage: a pure function
 * of the networks' state and a {@link Batch}.
 */
final class PhaseStep implements AutoCloseable {

  private final NativeScope scope = new NativeScope();
  private final TrainingState state;
  private final GraphSession session;
  private final PhaseGraph graph;
  private final Map<Role, StateVector> nextKept = new EnumMap<>(Role.class);
  private final Map<Role, StateVector> noted = new EnumMap<>(Role.class);
  private final Map<Role, StateVector> before = new EnumMap<>(Role.class);

  /**
   * Builds the graph and lays out its plan.
   *
   * @param gradients where each run leaves the gradients of the networks that the phase updates
   * @param buffers for intermediate values; must outlive the step
   */
  PhaseStep(
      Phase phase,
      TrainingState state,
      StageSize size,
      Map<Role, StateVector> gradients,
      BufferPool buffers) {
    this.state = state;
    session = scope.own(new GraphSession(state.dataType(), size.stage(), buffers));
    graph =
        scope.build(
            () ->
                new PhaseGraph(
                    phase,
                    session.graph(),
                    state.generator(),
                    state.discriminator(),
                    session.growth(),
                    size.minibatch(),
                    role -> state.optimizer(role).lossScale().used(),
                    session::input));
    scope.build(
        () -> {
          bind(gradients);
          session.compile();
          return null;
        });
  }

  private void bind(Map<Role, StateVector> gradients) {
    for (Role role : graph.updated()) {
      graph
          .gradients(role)
          .forEach((slot, tensor) -> session.write(tensor, gradients.get(role).view(slot.name())));
      session.read(valueName(role, LossTerms.LOSS), graph.terms(role).total());
      for (LossTerms.Value value : graph.terms(role).values().values()) {
        if (value.tensor() != null) {
          session.read(valueName(role, value.name()), value.tensor());
        }
      }
    }
    for (Role role : Role.values()) {
      session.bind(graph.slots(role), state.weights(role));
      keep(role, graph.slots(role).updates());
    }
  }

  /** New values of kept slots wait until the step is done: its graph still reads the old ones. */
  private void keep(Role role, Map<Slot, Tensor> updates) {
    if (updates.isEmpty()) {
      return;
    }
    StateVector next = scope.own(new StateVector(List.copyOf(updates.keySet()), state.dataType()));
    nextKept.put(role, next);
    noted.put(role, scope.own(next.zeros()));
    before.put(role, scope.own(next.zeros()));
    updates.forEach((slot, value) -> session.write(value, next.view(slot.name())));
  }

  private static String valueName(Role role, String term) {
    return role + "/" + term;
  }

  /** Runs the step; the gradients are in their vectors afterwards. */
  Map<Role, LossMeans> run(Batch batch, double fade) {
    batch
        .values()
        .forEach(
            (name, values) -> {
              if (session.reads(name)) {
                session.set(name, values);
              }
            });
    for (Role role : graph.updated()) {
      if (session.reads(PhaseGraph.lossScale(role))) {
        session.set(PhaseGraph.lossScale(role), (float) state.optimizer(role).lossScale().factor());
      }
    }
    session.run(fade);
    Map<Role, LossMeans> means = new EnumMap<>(Role.class);
    graph.updated().forEach(role -> means.put(role, means(role)));
    return means;
  }

  private LossMeans means(Role role) {
    Map<String, Double> means = new LinkedHashMap<>();
    means.put(LossTerms.LOSS, session.mean(valueName(role, LossTerms.LOSS)));
    graph
        .terms(role)
        .values()
        .values()
        .forEach(value -> means.put(value.name(), mean(role, value)));
    return new LossMeans(means);
  }

  private double mean(Role role, LossTerms.Value value) {
    return value.tensor() == null
        ? 0
        : session.mean(valueName(role, value.name())) * value.factor();
  }

  /** Remembers the kept slots of the networks, for {@link #undo}. */
  void begin() {
    before.forEach(
        (role, old) -> {
          for (Slot slot : old.slots()) {
            old.view(slot.name()).assign(state.weights(role).view(slot.name()));
          }
        });
  }

  /** Notes what the last run has made of the kept slots. */
  void note() {
    noted.forEach((role, next) -> next.assign(nextKept.get(role)));
  }

  /** Moves the kept slots on to what has been noted. */
  void keep() {
    copyToState(noted);
  }

  /** Takes the kept slots back to where they began. */
  void undo() {
    copyToState(before);
  }

  private void copyToState(Map<Role, StateVector> values) {
    values.forEach(
        (role, vector) -> {
          for (Slot slot : vector.slots()) {
            state.weights(role).view(slot.name()).assign(vector.view(slot.name()));
          }
        });
  }

  List<NoiseInput> noise() {
    return graph.noise();
  }

  double flop() {
    return session.flop();
  }

  void observe(OperationTimes times) {
    session.observe(times);
  }

  @Override
  public void close() {
    scope.close();
  }
}
