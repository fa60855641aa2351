package io.progan.core.training;

import io.progan.core.graph.OperationTimes;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Weights;
import io.progan.core.loss.DiscriminatorLoss;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Stage;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.DiscriminatorLossConfig;
import io.progan.presets.config.RunConfig;

/**
 * The discriminator's loss and gradients for one replica's minibatch at one stage: a pure function
 * of the weights and a {@link DiscriminatorBatch}.
 */
final class DiscriminatorStep implements AutoCloseable {

  private final DiscriminatorLossConfig config;
  private final StepPlan plan;

  /**
   * Builds the graph and lays out its plan.
   *
   * @param workspace where each run leaves the gradients, and works; must outlive the step
   */
  DiscriminatorStep(
      RunConfig run,
      DatasetShape shape,
      TrainingState state,
      Stage stage,
      int minibatch,
      Workspace workspace) {
    this.config = run.discriminatorLoss();
    GeneratorNetwork generator = state.generator();
    DiscriminatorNetwork discriminator = state.discriminator();
    plan =
        new StepPlan(
            state.dataType(),
            stage,
            run.discriminatorOptimizer().useLossScaling(),
            workspace.buffers());
    try {
      Weights g = new Weights(plan.graph(), generator.name(), generator.equalized());
      Weights d = new Weights(plan.graph(), discriminator.name(), discriminator.equalized());
      int size = stage.resolution();
      Tensor reals = plan.inputs().add("reals", minibatch, shape.numChannels(), size, size);
      Tensor latents = plan.inputs().add("latents", minibatch, generator.latentSize());
      Tensor mixing = plan.inputs().add("mixing", minibatch, 1, 1, 1);
      Tensor labels = plan.labels(minibatch, shape.labelSize());
      DiscriminatorLoss loss =
          DiscriminatorLoss.of(
              generator,
              g,
              discriminator,
              d,
              stage,
              shape.resolution() / size,
              config,
              new DiscriminatorLoss.Inputs(reals, latents, labels, mixing, plan.fade()));
      plan.inputs().bind(generator.name(), g, state.generatorWeights());
      plan.inputs().bind(discriminator.name(), d, state.discriminatorWeights());
      plan.gradients(loss.total(), d, workspace.gradients());
      plan.read("loss", loss.total());
      plan.read("real", loss.realScores());
      plan.read("fake", loss.fakeScores());
      plan.read("mixed", loss.mixedScores());
      plan.read("norm", loss.mixedNorms());
      plan.read("gradientPenalty", loss.gradientPenalty());
      plan.read("driftPenalty", loss.driftPenalty());
      plan.read("realLabels", loss.realLabelPenalty());
      plan.read("fakeLabels", loss.fakeLabelPenalty());
      plan.compile();
    } catch (RuntimeException | Error e) {
      plan.close();
      throw e;
    }
  }

  /** Runs the step; the gradients are in their vector afterwards. */
  DiscriminatorReport run(DiscriminatorBatch batch, double fade, double lossScale) {
    plan.inputs().set("reals", batch.reals());
    plan.inputs().set("latents", batch.latents());
    plan.inputs().set("mixing", batch.mixing());
    if (batch.labels().length > 0) {
      plan.inputs().set("labels", batch.labels());
    }
    plan.run(fade, lossScale);
    double lambda = config.wganLambda() / (config.wganTarget() * config.wganTarget());
    return new DiscriminatorReport(
        plan.mean("loss"),
        plan.mean("real"),
        plan.mean("fake"),
        plan.mean("mixed"),
        plan.mean("norm"),
        plan.mean("gradientPenalty") * lambda,
        plan.mean("driftPenalty") * config.wganEpsilon(),
        plan.mean("realLabels") * config.condWeight(),
        plan.mean("fakeLabels") * config.condWeight());
  }

  void observe(OperationTimes times) {
    plan.observe(times);
  }

  @Override
  public void close() {
    plan.close();
  }
}
