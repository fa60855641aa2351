package io.progan.core.session;

import io.progan.core.device.NativeScope;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Layer;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Stage;
import io.progan.core.plan.BufferPool;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import io.progan.core.state.SlotInputs;
import io.progan.core.state.StateVector;
import io.progan.dataset.numpy.RandomState;
import java.util.List;
import java.util.Map;

/**
 * Statistics of batch norm for one way of drawing latents (BigGAN, appendix C): means over passes
 * in training mode with fresh latents and uniform classes. They belong to these latents: others
 * need their own.
 */
public final class StandingStatistics {

  /** Draws the next latents of a stream, {@code [count, size]}. */
  @FunctionalInterface
  public interface LatentDraw {

    /** Draws them. */
    float[] draw(RandomState random, int count, int size);
  }

  private static final String LATENTS = "latents";
  private static final String LABELS = "labels";

  /** The same whatever images are made. */
  private static final long SEED = 0x57A7;

  private StandingStatistics() {}

  /**
   * Puts statistics into a network's state; its power iterations move on, too.
   *
   * @param weights a copy that nobody trains, changed in place
   * @param minibatch images of a pass
   * @param passes how many
   * @param latents what they are drawn from
   */
  public static void make(
      GeneratorNetwork network,
      StateVector weights,
      Stage stage,
      int minibatch,
      int passes,
      LatentDraw latents) {
    for (Layer layer : network.layers()) {
      for (Slot slot : layer.statistics()) {
        weights.view(slot.name()).assign(0);
      }
    }
    try (NativeScope scope = new NativeScope()) {
      BufferPool buffers = scope.own(new BufferPool(weights.dataType()));
      GraphSession session = scope.own(new GraphSession(weights.dataType(), stage, buffers));
      SlotInputs slots = new SlotInputs(session.graph(), network.name());
      Pass pass = Pass.train(slots).withStandingStatistics(passes);
      if (network.labelSize() > 0) {
        pass = pass.withLabels(session.input(LABELS, minibatch, network.labelSize()));
      }
      network.forward(
          pass, session.growth(), session.input(LATENTS, minibatch, network.latentSize()));
      Map<Slot, Tensor> updates = slots.updates();
      StateVector next =
          scope.own(new StateVector(List.copyOf(updates.keySet()), weights.dataType()));
      updates.forEach((slot, tensor) -> session.write(tensor, next.view(slot.name())));
      session.bind(slots, weights);
      session.compile();
      RandomState random = new RandomState(SEED);
      for (int i = 0; i < passes; i++) {
        session.set(LATENTS, latents.draw(random, minibatch, network.latentSize()));
        if (network.labelSize() > 0) {
          session.set(LABELS, labels(random, minibatch, network.labelSize()));
        }
        session.run(0);
        updates.keySet().forEach(slot -> weights.view(slot.name()).assign(next.view(slot.name())));
      }
    }
  }

  private static float[] labels(RandomState random, int count, int classes) {
    float[] labels = new float[count * classes];
    for (int i = 0; i < count; i++) {
      labels[i * classes + (int) random.randint(0, classes)] = 1;
    }
    return labels;
  }
}
