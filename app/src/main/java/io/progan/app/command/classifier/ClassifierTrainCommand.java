package io.progan.app.command.classifier;

import io.progan.app.classifier.ClassifierFile;
import io.progan.app.classifier.ClassifierMaker;
import io.progan.app.classifier.PictureSet;
import io.progan.app.classifier.TrainingData;
import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.HumanFormat;
import io.progan.app.console.StopSignal;
import io.progan.app.mixin.AtLeastOneConverter;
import io.progan.app.mixin.GlobalOptions;
import io.progan.app.mixin.JsonOption;
import io.progan.app.output.OutFile;
import io.progan.metrics.classifier.ClassifierTraining;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code progan classifier train}. */
@Command(
    name = "train",
    sortOptions = false,
    description = {
      "Train a classifier of greyscale pictures on a dataset with labels: six convolutions, 187,249"
          + " numbers for ten digits of 32x32.",
      "Its error on pictures that it has not seen is printed; 'progan metrics modes' asks it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan classifier train datasets/mnist --out digits.npz",
      "  progan classifier train datasets/mnist --test datasets/mnist-test --out digits.npz --epochs 10"
    })
final class ClassifierTrainCommand implements Callable<Integer> {

  private static final double NANOS = 1e9;
  private static final int MOST_PERCENT = 90;

  private final Console console;
  private final StopSignal stop;
  private final GlobalOptions global;

  @Parameters(
      index = "0",
      paramLabel = "DATASET",
      description = "Folder of a dataset of greyscale pictures with a class each.")
  private Path dataset;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The file to write; its name ends with .npz (or none).")
  private Path out;

  @Option(names = "--force", description = "Replace a file that is there (default: no).")
  private boolean force;

  @Option(
      names = "--test",
      paramLabel = "DATASET",
      description = "Measure the error on this dataset (default: on a part of the first one).")
  private Path test;

  @Option(
      names = "--held-out",
      paramLabel = "PERCENT",
      description =
          "Without --test: the part of the pictures, chosen at random, that is not learnt from but"
              + " tried, 0 to 90 (default: 10).")
  private Integer heldOut;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "40",
      converter = AtLeastOneConverter.class,
      description =
          "How often each picture is seen (default: ${DEFAULT-VALUE}; for as many as MNIST has, 10"
              + " are enough).")
  private Integer epochs;

  @Option(
      names = "--minibatch",
      paramLabel = "N",
      defaultValue = "32",
      converter = AtLeastOneConverter.class,
      description = "Pictures a step (default: ${DEFAULT-VALUE}).")
  private Integer minibatch;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      defaultValue = "0.001",
      description = "Of Adam at the start; it falls to 0 (default: ${DEFAULT-VALUE}).")
  private double learningRate;

  @Option(
      names = "--augment",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Shift by up to 1/16 of the size, turn by up to 10 degrees and resize by up to a tenth,"
              + " anew each time (default: do).")
  private boolean augment;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Seed of weights, order, augmentation and the part that is held out (default:"
              + " ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private final JsonOption json = new JsonOption();

  ClassifierTrainCommand(Console console, StopSignal stop, GlobalOptions global) {
    this.console = console;
    this.stop = stop;
    this.global = global;
  }

  @Override
  public Integer call() throws IOException {
    check();
    Path file = OutFile.named("--out", out, ".npz");
    OutFile.check(file, force);
    TrainingData data = data();
    global.prepare();
    long begin = System.nanoTime();
    ClassifierTraining training =
        new ClassifierTraining(epochs, minibatch, learningRate, augment, seed);
    ClassifierFile made = new ClassifierMaker(console, stop).make(data, training);
    made.write(file);
    MadeClassifier answer = new MadeClassifier(file, made);
    if (json.asked()) {
      console.say(answer.json());
    } else {
      console.say(answer.text(HumanFormat.duration((System.nanoTime() - begin) / NANOS)));
    }
    return ExitCode.DONE;
  }

  private void check() {
    if (heldOut != null && test != null) {
      throw CommandFailure.wrongUsage("--held-out: not with --test; leave one of them out");
    }
    if (heldOut != null && (heldOut < 0 || heldOut > MOST_PERCENT)) {
      throw CommandFailure.wrongUsage("--held-out: must be 0 to 90, got " + heldOut);
    }
    if (!(learningRate > 0 && learningRate <= 1)) {
      throw CommandFailure.wrongUsage(
          "--learning-rate: must be above 0 and at most 1, got " + learningRate);
    }
    if (seed < 0 || seed > 0xffffffffL) {
      throw CommandFailure.wrongUsage("--seed: must be 0 to 4294967295, got " + seed);
    }
  }

  private TrainingData data() throws IOException {
    PictureSet set = PictureSet.read(dataset);
    return test == null
        ? TrainingData.split(set, heldOut == null ? 10 : heldOut, seed)
        : TrainingData.of(set, PictureSet.read(test));
  }
}
