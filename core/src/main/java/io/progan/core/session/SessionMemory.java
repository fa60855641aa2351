package io.progan.core.session;

import io.progan.core.device.MemoryLimit;
import io.progan.core.graph.Graph;
import io.progan.core.graph.Tensor;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Growth;
import io.progan.core.network.Stage;
import io.progan.core.plan.BufferSizes;
import io.progan.core.plan.Plan;
import io.progan.core.plan.PlanLayout;
import io.progan.core.state.SlotInputs;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/** The native memory of a generator's session: its graph is laid out, but nothing is allocated. */
public final class SessionMemory {

  private SessionMemory() {}

  /**
   * What a session takes while it runs, without the weights.
   *
   * @param stage how far the network has grown
   * @param minibatch images at a time
   */
  public static long bytes(GeneratorNetwork network, DataType type, Stage stage, int minibatch) {
    try (Graph graph = new Graph(type)) {
      Growth growth = new Growth(stage, stage.fading() ? graph.input("fade") : null);
      SlotInputs slots = new SlotInputs(graph, network.name());
      Tensor images =
          NetworkSession.images(
              network, slots, growth, minibatch, network.storesStatistics(), graph::input);
      PlanLayout layout = Plan.layout(graph, List.of(images), new BufferSizes());
      return layout.bufferBytes()
          + layout.foldedBytes()
          + layout.scratchBytes()
          + (long) minibatch * network.latentSize() * type.width()
          + images.bytes();
    }
  }

  /**
   * How many images can be made at a time: as many as are wanted, or half of them, and so on.
   *
   * @param stage how far the network has grown
   * @param wanted 1 or more
   * @param takenBytes what the process takes already, of {@link MemoryLimit#ofArrays}
   * @return at least 1, which is tried whether it fits or not
   */
  public static int imagesThatFit(
      GeneratorNetwork network, DataType type, Stage stage, int wanted, long takenBytes) {
    long left = MemoryLimit.ofArrays() - takenBytes;
    int images = wanted;
    while (images > 1 && bytes(network, type, stage, images) > left) {
      images = (images + 1) / 2;
    }
    return images;
  }
}
