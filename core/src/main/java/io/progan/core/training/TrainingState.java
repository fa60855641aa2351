package io.progan.core.training;

import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.ParameterVector;
import io.progan.core.optimizer.Adam;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Everything that training changes in the networks: weights, their moving average, and the
 * optimisers' moments. Owns the native memory, freed by {@link #close()}.
 */
public final class TrainingState implements AutoCloseable {

  private final GeneratorNetwork generator;
  private final DiscriminatorNetwork discriminator;
  private final ParameterVector generatorWeights;
  private final ParameterVector discriminatorWeights;
  private final ParameterVector averageWeights;
  private final Adam generatorAdam;
  private final Adam discriminatorAdam;

  /**
   * Allocates networks of zeros; call {@link #initialize} or copy weights into them.
   *
   * @param config the networks' and optimisers' options
   * @param shape what the images look like
   * @param dataType FLOAT, or DOUBLE to check gradients
   */
  public TrainingState(RunConfig config, DatasetShape shape, DataType dataType) {
    generator = new GeneratorNetwork(config.generator(), shape);
    discriminator = new DiscriminatorNetwork(config.discriminator(), shape);
    generatorWeights = new ParameterVector(generator.parameters(), dataType);
    averageWeights = generatorWeights.zeros();
    discriminatorWeights = new ParameterVector(discriminator.parameters(), dataType);
    generatorAdam = new Adam(config.generatorOptimizer(), generatorWeights);
    discriminatorAdam = new Adam(config.discriminatorOptimizer(), discriminatorWeights);
  }

  /**
   * Draws initial weights for both networks; the average starts as the generator, and the
   * optimisers and their loss scales start anew.
   */
  public void initialize(RandomState random) {
    resetOptimizers();
    generatorAdam.lossScale().reset();
    discriminatorAdam.lossScale().reset();
    generatorWeights.initialize(random, generator.equalized());
    discriminatorWeights.initialize(random, discriminator.equalized());
    averageWeights.assign(generatorWeights);
  }

  /** The generator. */
  public GeneratorNetwork generator() {
    return generator;
  }

  /** The discriminator. */
  public DiscriminatorNetwork discriminator() {
    return discriminator;
  }

  /** The generator's weights, G. */
  public ParameterVector generatorWeights() {
    return generatorWeights;
  }

  /** The discriminator's weights, D. */
  public ParameterVector discriminatorWeights() {
    return discriminatorWeights;
  }

  /** The moving average of the generator's weights, Gs. */
  public ParameterVector averageWeights() {
    return averageWeights;
  }

  /** The generator's optimiser. */
  public Adam generatorAdam() {
    return generatorAdam;
  }

  /** The discriminator's optimiser. */
  public Adam discriminatorAdam() {
    return discriminatorAdam;
  }

  /** The type of all weights. */
  public DataType dataType() {
    return generatorWeights.vector().dataType();
  }

  /** Forgets the moments of both optimisers. */
  public void resetOptimizers() {
    generatorAdam.reset();
    discriminatorAdam.reset();
  }

  @Override
  public void close() {
    generatorAdam.close();
    discriminatorAdam.close();
    generatorWeights.close();
    discriminatorWeights.close();
    averageWeights.close();
  }
}
