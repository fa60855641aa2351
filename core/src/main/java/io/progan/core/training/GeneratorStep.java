package io.progan.core.training;

import io.progan.core.graph.OperationTimes;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Weights;
import io.progan.core.loss.GeneratorLoss;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Stage;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.GeneratorLossConfig;
import io.progan.presets.config.RunConfig;

/**
 * The generator's loss and gradients for one replica's minibatch at one stage: a pure function of
 * the weights and a {@link GeneratorBatch}.
 */
final class GeneratorStep implements AutoCloseable {

  private final GeneratorLossConfig config;
  private final StepPlan plan;

  /**
   * Builds the graph and lays out its plan.
   *
   * @param workspace where each run leaves the gradients, and works; must outlive the step
   */
  GeneratorStep(
      RunConfig run,
      DatasetShape shape,
      TrainingState state,
      Stage stage,
      int minibatch,
      Workspace workspace) {
    this.config = run.generatorLoss();
    GeneratorNetwork generator = state.generator();
    DiscriminatorNetwork discriminator = state.discriminator();
    plan =
        new StepPlan(
            state.dataType(),
            stage,
            run.generatorOptimizer().useLossScaling(),
            workspace.buffers());
    try {
      Weights g = new Weights(plan.graph(), generator.name(), generator.equalized());
      Weights d = new Weights(plan.graph(), discriminator.name(), discriminator.equalized());
      Tensor latents = plan.inputs().add("latents", minibatch, generator.latentSize());
      Tensor labels = plan.labels(minibatch, shape.labelSize());
      GeneratorLoss loss =
          GeneratorLoss.of(
              generator,
              g,
              discriminator,
              d,
              stage,
              config,
              new GeneratorLoss.Inputs(latents, labels, plan.fade()));
      plan.inputs().bind(generator.name(), g, state.generatorWeights());
      plan.inputs().bind(discriminator.name(), d, state.discriminatorWeights());
      plan.gradients(loss.total(), g, workspace.gradients());
      plan.read("loss", loss.total());
      plan.read("fake", loss.fakeScores());
      plan.read("labels", loss.labelPenalty());
      plan.compile();
    } catch (RuntimeException | Error e) {
      plan.close();
      throw e;
    }
  }

  /** Runs the step; the gradients are in their vector afterwards. */
  GeneratorReport run(GeneratorBatch batch, double fade, double lossScale) {
    plan.inputs().set("latents", batch.latents());
    if (batch.labels().length > 0) {
      plan.inputs().set("labels", batch.labels());
    }
    plan.run(fade, lossScale);
    return new GeneratorReport(
        plan.mean("loss"), plan.mean("fake"), plan.mean("labels") * config.condWeight());
  }

  void observe(OperationTimes times) {
    plan.observe(times);
  }

  @Override
  public void close() {
    plan.close();
  }
}
