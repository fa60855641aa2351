package io.progan.core.training.step;

import io.progan.core.device.DataTypes;
import io.progan.core.device.MemoryLimit;
import io.progan.core.graph.Graph;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Growth;
import io.progan.core.network.Network;
import io.progan.core.network.Stage;
import io.progan.core.network.family.Networks;
import io.progan.core.plan.BufferSizes;
import io.progan.core.plan.Plan;
import io.progan.core.plan.PlanLayout;
import io.progan.core.plan.lowering.Lowering;
import io.progan.core.plan.lowering.Lowerings;
import io.progan.core.session.SessionMemory;
import io.progan.core.state.Slot;
import io.progan.core.training.state.Role;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.OptimizerConfig;
import io.progan.presets.config.RunConfig;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The memory that a stage takes: its graphs are built and laid out, but nothing is allocated.
 *
 * @param vectorBytes weights, moments, moving average and gradients of both networks
 * @param bufferBytes intermediate values of the stage's plans
 * @param scratchBytes what native operations take while they run
 */
public record StageMemory(long vectorBytes, long bufferBytes, long scratchBytes) {

  /** The JVM, libraries, and a training's heap. */
  public static final long PROCESS_BYTES = 400L << 20;

  /** Two moments. */
  private static final int MOMENTS = 2;

  /**
   * Lays out a stage.
   *
   * @param config of both networks
   * @param shape of the images at full resolution
   * @param stage how far the networks have grown
   * @param images that are worked on at a time: one replica's minibatch, or a slice of it
   */
  public static StageMemory of(RunConfig config, DatasetShape shape, Stage stage, int images) {
    GeneratorNetwork generator = Networks.generator(config.generator(), shape);
    DiscriminatorNetwork discriminator = Networks.discriminator(config.discriminator(), shape);
    DataType type = DataTypes.of(config.generator().dtype());
    BufferSizes buffers = new BufferSizes();
    Lowering lowering = Lowerings.of(config.train().kernels());
    long scratch = 0;
    for (Phase phase : Phase.of(config)) {
      try (Graph graph = new Graph(type)) {
        Growth growth = new Growth(stage, stage.fading() ? graph.input("fade") : null);
        PhaseGraph built =
            new PhaseGraph(
                phase,
                graph,
                generator,
                discriminator,
                growth,
                images,
                role -> optimizer(config, role).useLossScaling(),
                graph::input);
        PlanLayout layout = Plan.layout(graph, built.results(), buffers, lowering);
        scratch = Math.max(scratch, layout.scratchBytes());
      }
    }
    // Those of one piece, and the sum.
    int gradients = config.separateReplicas() > 1 || accumulates(config) ? 2 : 1;
    long average = all(generator);
    long vectors = average + vectors(generator, gradients) + vectors(discriminator, gradients);
    return new StageMemory(vectors * type.width(), buffers.totalBytes(), scratch);
  }

  private static boolean accumulates(RunConfig config) {
    return Phase.of(config).stream().anyMatch(phase -> phase.accumulations() > 1);
  }

  private static OptimizerConfig optimizer(RunConfig config, Role role) {
    return role == Role.GENERATOR ? config.generatorOptimizer() : config.discriminatorOptimizer();
  }

  private static long vectors(Network network, int gradients) {
    return all(network) + (MOMENTS + gradients) * network.parameterCount();
  }

  private static long all(Network network) {
    return network.slots().stream().mapToLong(Slot::length).sum();
  }

  /**
   * How many images a replica can work on at a time, in slices of whole minibatch-stddev groups.
   *
   * @param size the stage and the minibatch over all replicas
   * @param limitBytes what the process may take
   * @return a replica's whole minibatch if it fits; 0 if not even one group does
   */
  public static int imagesThatFit(
      RunConfig config, DatasetShape shape, StageSize size, long limitBytes) {
    int images = slices(config, shape, size, limitBytes).size();
    boolean fits = of(config, shape, size.stage(), images).totalBytes() <= limitBytes;
    return fits ? images : 0;
  }

  /** The largest slices that fit; the smallest there are, if none do. */
  static Slices slices(RunConfig config, DatasetShape shape, StageSize size, long limitBytes) {
    Slices slices =
        Slices.whole(
            Networks.generator(config.generator(), shape),
            Networks.discriminator(config.discriminator(), shape),
            size.minibatch() / config.separateReplicas());
    while (slices.divisible()
        && of(config, shape, size.stage(), slices.size()).totalBytes() > limitBytes) {
      slices = slices.finer();
    }
    return slices;
  }

  /**
   * How many images the averaged generator can make at a time beside the training.
   *
   * @param size the stage and the minibatch over all replicas
   * @param wanted 1 or more
   * @return at least 1, which is tried whether it fits or not
   */
  public static int imagesBeside(RunConfig config, DatasetShape shape, StageSize size, int wanted) {
    int slice = slices(config, shape, size, MemoryLimit.ofArrays()).size();
    return SessionMemory.imagesThatFit(
        Networks.generator(config.generator(), shape),
        DataTypes.of(config.generator().dtype()),
        size.stage(),
        wanted,
        of(config, shape, size.stage(), slice).totalBytes());
  }

  /** Everything that the process takes in this stage. */
  public long totalBytes() {
    return PROCESS_BYTES + vectorBytes + bufferBytes + scratchBytes;
  }
}
