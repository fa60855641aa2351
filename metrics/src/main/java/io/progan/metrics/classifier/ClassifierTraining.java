package io.progan.metrics.classifier;

import io.progan.dataset.numpy.RandomState;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How a classifier is trained: cross entropy, Adam, a learning rate that falls to 0 along a half
 * cosine. The same on the same machine with the same number of threads.
 *
 * @param epochs how often each picture is seen
 * @param minibatch pictures a step; what is left of an epoch is not seen in it
 * @param learningRate the first one
 * @param augment whether pictures are shifted, turned and resized a little
 * @param seed of first weights, order and changes, 0 to 2^32 - 1
 */
public record ClassifierTraining(
    int epochs, int minibatch, double learningRate, boolean augment, long seed) {

  /** Pictures enter the training with values in [0, 1]. */
  private static final float INPUT_SCALE = 1f / 255;

  /** Checks the numbers, else {@link IllegalArgumentException}. */
  public ClassifierTraining {
    if (epochs < 1 || minibatch < 1 || !(learningRate > 0 && learningRate <= 1)) {
      throw new IllegalArgumentException(
          "%d epochs, minibatches of %d, learning rate %s: must be 1 or more, the rate up to 1"
              .formatted(epochs, minibatch, learningRate));
    }
  }

  /** Watches a training. */
  public interface Listener {
    /**
     * A step has been done.
     *
     * @param steps done so far
     * @param total steps in all
     * @param loss cross entropy of the step's pictures
     * @return whether to go on
     */
    boolean step(long steps, long total, double loss);
  }

  /**
   * Trains.
   *
   * @param classNames names of all classes; as many as there are classes
   * @param listener asked after each step
   * @return the weights for pictures with values in [0, 255]
   * @throws CancellationException if the listener ended it
   * @throws IllegalArgumentException if there are fewer pictures than a minibatch, or they are too
   *     small for the network
   */
  public ClassifierWeights train(
      LabelledPictures pictures, List<String> classNames, Listener listener) {
    if (pictures.count() < minibatch) {
      throw new IllegalArgumentException(
          "%d pictures are fewer than a minibatch of %d".formatted(pictures.count(), minibatch));
    }
    ClassifierShape shape = ClassifierShape.standard(pictures.size(), classNames.size());
    MultiLayerNetwork network = ClassifierNetwork.create(shape, DataType.FLOAT, seed);
    try {
      steps(network, pictures, shape.classes(), listener);
      return new ClassifierWeights(
          pictures.size(), classNames, ClassifierNetwork.arrays(network, shape, INPUT_SCALE));
    } finally {
      network.close();
    }
  }

  private void steps(
      MultiLayerNetwork network, LabelledPictures pictures, int classes, Listener listener) {
    RandomState random = new RandomState(seed);
    long perEpoch = pictures.count() / minibatch;
    long total = epochs * perEpoch;
    int[] order = null;
    for (long step = 0; step < total; step++) {
      int place = (int) (step % perEpoch);
      if (place == 0) {
        order = random.permutation(pictures.count());
      }
      network.setLearningRate(learningRate * (1 + Math.cos(Math.PI * step / total)) / 2);
      fit(network, pictures, order, place * minibatch, classes, random);
      if (!listener.step(step + 1, total, network.score())) {
        throw new CancellationException("stopped; nothing was written");
      }
    }
  }

  private void fit(
      MultiLayerNetwork network,
      LabelledPictures pictures,
      int[] order,
      int from,
      int classes,
      RandomState random) {
    int size = pictures.size();
    Augmentation changes = augment ? Augmentation.SMALL : Augmentation.NONE;
    float[] values = new float[minibatch * size * size];
    float[] labels = new float[minibatch * classes];
    for (int i = 0; i < minibatch; i++) {
      int picture = order[from + i];
      changes.apply(pictures, picture, random, INPUT_SCALE, values, i * size * size);
      labels[i * classes + pictures.classes()[picture]] = 1;
    }
    try (INDArray input = Nd4j.create(values, new long[] {minibatch, 1, size, size}, 'c');
        INDArray wanted = Nd4j.create(labels, new long[] {minibatch, classes}, 'c')) {
      network.fit(input, wanted);
    }
  }

  /** The part of pictures that a classifier puts into a wrong class, 0 to 1. */
  public static double error(Classifier classifier, LabelledPictures pictures) {
    final int some = 256;
    int wrong = 0;
    for (int from = 0; from < pictures.count(); from += some) {
      int count = Math.min(some, pictures.count() - from);
      int[] found = classifier.classify(pictures.values(from, count));
      for (int i = 0; i < count; i++) {
        wrong += found[i] == pictures.classes()[from + i] ? 0 : 1;
      }
    }
    return (double) wrong / pictures.count();
  }
}
