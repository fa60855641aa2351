package io.progan.app.classifier;

import io.progan.app.classifier.ClassifierFile.Training;
import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.Progress;
import io.progan.app.console.StopSignal;
import io.progan.metrics.classifier.Classifier;
import io.progan.metrics.classifier.ClassifierShape;
import io.progan.metrics.classifier.ClassifierTraining;
import io.progan.metrics.classifier.ClassifierWeights;
import java.util.Locale;

/** Trains a classifier, showing how far it is; ends when told to stop. */
public final class ClassifierMaker {

  private static final int PATIENCE_SECONDS = 30;

  private final Console console;
  private final StopSignal stop;

  /** A maker that draws its progress on the console. */
  public ClassifierMaker(Console console, StopSignal stop) {
    this.console = console;
    this.stop = stop;
  }

  /**
   * Trains and measures the error.
   *
   * @throws CommandFailure in one line, if there are too few pictures or they are too small
   * @throws java.util.concurrent.CancellationException after Ctrl-C
   */
  public ClassifierFile make(TrainingData data, ClassifierTraining training) {
    check(data, training);
    stop.listen(PATIENCE_SECONDS);
    ClassifierWeights weights;
    try (Progress progress = new Progress(console, "classifier")) {
      weights =
          training.train(
              data.training(),
              data.classNames(),
              (steps, total, loss) -> {
                progress.update(steps, total);
                progress.message(String.format(Locale.ROOT, "loss %.3f", loss));
                return !stop.requested();
              });
    }
    return new ClassifierFile(weights, description(data, training, error(data, weights)));
  }

  private static void check(TrainingData data, ClassifierTraining training) {
    try {
      ClassifierShape.standard(data.training().size(), data.classNames().size());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongUsage(data.name() + ": " + e.getMessage());
    }
    if (data.training().count() < training.minibatch()) {
      throw CommandFailure.wrongUsage(
          "%s: %d pictures to learn from are fewer than a minibatch of %d; take smaller ones with"
                  .formatted(data.name(), data.training().count(), training.minibatch())
              + " --minibatch");
    }
  }

  private static Double error(TrainingData data, ClassifierWeights weights) {
    if (data.heldOut().count() == 0) {
      return null;
    }
    try (Classifier classifier = Classifier.of(weights)) {
      return ClassifierTraining.error(classifier, data.heldOut());
    }
  }

  private static Training description(
      TrainingData data, ClassifierTraining training, Double error) {
    return new Training(
        data.name(),
        data.training().count(),
        training.epochs(),
        training.augment(),
        training.seed(),
        data.heldOut().count(),
        error);
  }
}
