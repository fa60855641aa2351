package io.progan.core.training.state;

import io.progan.core.device.NativeScope;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Network;
import io.progan.core.network.family.Networks;
import io.progan.core.optimizer.Adam;
import io.progan.core.state.StateVector;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.util.EnumMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Everything that training changes in the networks: their state, its moving average, and the
 * optimisers' moments. Owns the native memory, freed by {@link #close()}.
 */
public final class TrainingState implements AutoCloseable {

  private final NativeScope scope = new NativeScope();
  private final GeneratorNetwork generator;
  private final DiscriminatorNetwork discriminator;
  private final Map<Role, StateVector> weights = new EnumMap<>(Role.class);
  private final Map<Role, Adam> optimizers = new EnumMap<>(Role.class);
  private final StateVector average;

  /**
   * Allocates networks of zeros; call {@link #initialize} or copy weights into them.
   *
   * @param config the networks' and optimisers' options
   * @param shape what the images look like
   * @param dataType FLOAT, or DOUBLE to check gradients
   */
  public TrainingState(RunConfig config, DatasetShape shape, DataType dataType) {
    this(
        Networks.generator(config.generator(), shape),
        Networks.discriminator(config.discriminator(), shape),
        config,
        dataType);
  }

  /** The same for networks that are there already. */
  public TrainingState(
      GeneratorNetwork generator,
      DiscriminatorNetwork discriminator,
      RunConfig config,
      DataType dataType) {
    this.generator = generator;
    this.discriminator = discriminator;
    average =
        scope.build(
            () -> {
              StateVector g = scope.own(new StateVector(generator.slots(), dataType));
              StateVector gs = scope.own(g.zeros());
              StateVector d = scope.own(new StateVector(discriminator.slots(), dataType));
              weights.put(Role.GENERATOR, g);
              weights.put(Role.DISCRIMINATOR, d);
              optimizers.put(Role.GENERATOR, scope.own(new Adam(config.generatorOptimizer(), g)));
              optimizers.put(
                  Role.DISCRIMINATOR, scope.own(new Adam(config.discriminatorOptimizer(), d)));
              return gs;
            });
  }

  /**
   * Draws initial weights for both networks; the average starts as the generator, and the
   * optimisers and their loss scales start anew.
   */
  public void initialize(RandomState random) {
    resetOptimizers();
    optimizers.values().forEach(optimizer -> optimizer.lossScale().reset());
    generatorWeights().initialize(random);
    discriminatorWeights().initialize(random);
    average.assign(generatorWeights());
  }

  /** The generator. */
  public GeneratorNetwork generator() {
    return generator;
  }

  /** The discriminator. */
  public DiscriminatorNetwork discriminator() {
    return discriminator;
  }

  /** One of the networks. */
  public Network network(Role role) {
    return role == Role.GENERATOR ? generator : discriminator;
  }

  /** The state of one of the networks. */
  public StateVector weights(Role role) {
    return weights.get(role);
  }

  /** The optimiser of one of the networks. */
  public Adam optimizer(Role role) {
    return optimizers.get(role);
  }

  /** The generator's state, G. */
  public StateVector generatorWeights() {
    return weights(Role.GENERATOR);
  }

  /** The discriminator's state, D. */
  public StateVector discriminatorWeights() {
    return weights(Role.DISCRIMINATOR);
  }

  /** The moving average of the generator's state, Gs. */
  public StateVector averageWeights() {
    return average;
  }

  /** The generator's optimiser. */
  public Adam generatorAdam() {
    return optimizer(Role.GENERATOR);
  }

  /** The discriminator's optimiser. */
  public Adam discriminatorAdam() {
    return optimizer(Role.DISCRIMINATOR);
  }

  /** The type of all weights. */
  public DataType dataType() {
    return average.dataType();
  }

  /** Forgets the moments of both optimisers. */
  public void resetOptimizers() {
    optimizers.values().forEach(Adam::reset);
  }

  /** Frees everything. */
  @Override
  public void close() {
    scope.close();
  }
}
