package io.progan.core.benchmark;

import io.progan.core.network.Stage;
import java.util.Map;

/**
 * What was measured at one stage.
 *
 * @param stage how far the networks had grown
 * @param lod the level of detail
 * @param minibatch images of a step over all replicas
 * @param warmUps iterations before the timed ones
 * @param dataMs milliseconds until an iteration's inputs are there: reals, latents, mixing factors
 * @param discriminatorMs milliseconds of the discriminator step with its Adam
 * @param averageMs milliseconds of the moving average
 * @param generatorMs milliseconds of the generator step with its Adam
 * @param secondsPerKimg seconds for a thousand real images, from the medians
 * @param work the arithmetic of an iteration
 * @param convolutionShare the part of an iteration that is spent in convolutions, 0 to 1
 * @param overheadShare the part of the steps that is spent outside native operations, 0 to 1
 * @param operationMs milliseconds of an iteration by native operation of the steps' graphs, with
 *     {@code adam} and {@code average}
 * @param peak the most memory while the stage was there
 * @param bufferBytes native memory of the stage's intermediate values
 */
public record StageResult(
    Stage stage,
    double lod,
    int minibatch,
    int warmUps,
    Spread dataMs,
    Spread discriminatorMs,
    Spread averageMs,
    Spread generatorMs,
    double secondsPerKimg,
    StepWork work,
    double convolutionShare,
    double overheadShare,
    Map<String, Double> operationMs,
    MemoryPeak peak,
    long bufferBytes) {

  private static final double GIGA = 1e9;
  private static final double SECOND_MS = 1e3;

  /** GFLOP of the discriminator step. */
  public double discriminatorGflop() {
    return work.discriminatorStep() / GIGA;
  }

  /** GFLOP of the generator step. */
  public double generatorGflop() {
    return work.generatorStep() / GIGA;
  }

  /** GFLOP/s that the discriminator step reaches. */
  public double discriminatorGflopPerSecond() {
    return discriminatorGflop() / discriminatorMs.median() * SECOND_MS;
  }

  /** GFLOP/s that the generator step reaches. */
  public double generatorGflopPerSecond() {
    return generatorGflop() / generatorMs.median() * SECOND_MS;
  }

  /** GFLOP/s that both steps reach together. */
  public double gflopPerSecond() {
    return (discriminatorGflop() + generatorGflop())
        / (discriminatorMs.median() + generatorMs.median())
        * SECOND_MS;
  }
}
