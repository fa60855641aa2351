package io.progan.core.training.step;

import io.progan.core.device.NativeHeap;
import io.progan.core.device.NativeScope;
import io.progan.core.loss.NoiseInput;
import io.progan.core.plan.BufferPool;
import io.progan.core.plan.OperationTimes;
import io.progan.core.state.StateVector;
import io.progan.core.training.state.Role;
import io.progan.core.training.state.TrainingState;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The graphs of all phases at one stage, for one slice of a replica's minibatch, with the vectors
 * that gradients are summed in. They run one after the other and share their buffers. Owns the
 * native memory, freed by {@link #close()}.
 */
final class StageGraphs implements AutoCloseable {

  private final NativeScope scope = new NativeScope();
  private final Slices slices;
  private final int replicas;
  private final BufferPool buffers;
  private final Map<Role, StateVector> piece = new EnumMap<>(Role.class);
  private final Map<Role, StateVector> sums = new EnumMap<>(Role.class);
  private final Map<String, PhaseStep> steps = new LinkedHashMap<>();

  StageGraphs(
      List<Phase> phases, TrainingState state, StageSize size, int replicas, Slices slices) {
    this.slices = slices;
    this.replicas = replicas;
    StageSize part = new StageSize(size.stage(), slices.size());
    buffers =
        scope.build(
            () -> {
              BufferPool pool = scope.own(new BufferPool(state.dataType()));
              phases.forEach(phase -> vectors(phase, state));
              phases.forEach(
                  phase ->
                      steps.put(
                          phase.name(), scope.own(new PhaseStep(phase, state, part, piece, pool))));
              return pool;
            });
  }

  /** One vector suffices where one piece is the whole. */
  private void vectors(Phase phase, TrainingState state) {
    for (Phase.Update update : phase.updates()) {
      Role role = update.role();
      piece.computeIfAbsent(role, r -> scope.own(state.weights(r).trainedZeros()));
      if (pieces(phase) > 1) {
        sums.computeIfAbsent(role, r -> scope.own(state.weights(r).trainedZeros()));
      }
    }
  }

  /** How many runs of a graph make one update. */
  int pieces(Phase phase) {
    return phase.accumulations() * replicas * slices.count();
  }

  /**
   * Computes the gradients of one update: the sum over all pieces, in order, waits in {@link
   * #gradients}. The pieces of a minibatch begin from the same kept slots, of which the first
   * piece's are kept: so devices do that work side by side. If it fails nothing has changed, so
   * that it can be done again.
   *
   * @param batches as many as the phase accumulates, each of the minibatch of all replicas
   * @return means over all pieces
   */
  Map<Role, LossMeans> compute(Phase phase, List<Batch> batches, double fade) {
    PhaseStep step = steps.get(phase.name());
    phase.updates().forEach(update -> begin(update.role(), pieces(phase)));
    step.begin();
    try {
      Map<Role, LossMeans> means = new EnumMap<>(Role.class);
      for (Batch batch : batches) {
        compute(phase, step, batch, fade, means);
        step.keep();
      }
      return means;
    } catch (RuntimeException | Error e) {
      step.undo();
      throw e;
    }
  }

  private void compute(
      Phase phase, PhaseStep step, Batch batch, double fade, Map<Role, LossMeans> means) {
    int pieces = pieces(phase);
    for (int replica = 0; replica < replicas; replica++) {
      Batch part = batch.part(replica, replicas);
      for (int slice = 0; slice < slices.count(); slice++) {
        step.run(part.slice(slices, slice), fade)
            .forEach(
                (role, terms) ->
                    means.put(
                        role, means.getOrDefault(role, LossMeans.NONE).plus(terms, 1.0 / pieces)));
        phase.updates().forEach(update -> add(update.role(), pieces));
        if (replica == 0 && slice == 0) {
          step.note();
        }
      }
    }
  }

  private void begin(Role role, int pieces) {
    if (pieces > 1) {
      sums.get(role).vector().assign(0);
    }
  }

  private void add(Role role, int pieces) {
    if (pieces > 1) {
      sums.get(role).vector().addi(piece.get(role).vector());
    }
  }

  /** The sum of the gradients of the last update of a phase; owned by this object. */
  StateVector gradients(Phase phase, Role role) {
    return pieces(phase) > 1 ? sums.get(role) : piece.get(role);
  }

  /** Takes the kept slots of the networks back to where the last update began. */
  void undo(Phase phase) {
    steps.get(phase.name()).undo();
  }

  List<NoiseInput> noise(Phase phase) {
    return steps.get(phase.name()).noise();
  }

  void observe(OperationTimes times) {
    steps.values().forEach(step -> step.observe(times));
  }

  double flop(Phase phase) {
    return pieces(phase) * steps.get(phase.name()).flop();
  }

  long bufferBytes() {
    return buffers.bytes();
  }

  @Override
  public void close() {
    scope.close();
    NativeHeap.trim();
  }
}
