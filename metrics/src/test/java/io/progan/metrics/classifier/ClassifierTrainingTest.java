package io.progan.metrics.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.progan.dataset.numpy.RandomState;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ClassifierTrainingTest {

  private static final int SIZE = 32;
  private static final List<String> NAMES = List.of("left", "right");

  /** Noise that is brighter on one side. */
  private static LabelledPictures pictures(int count, long seed) {
    RandomState random = new RandomState(seed);
    byte[] pixels = new byte[count * SIZE * SIZE];
    int[] classes = new int[count];
    for (int i = 0; i < count; i++) {
      classes[i] = (int) random.randint(0, 2);
      for (int p = 0; p < SIZE * SIZE; p++) {
        boolean bright = (p % SIZE < SIZE / 2) == (classes[i] == 0);
        pixels[i * SIZE * SIZE + p] = (byte) random.randint(bright ? 60 : 0, bright ? 256 : 200);
      }
    }
    return new LabelledPictures(SIZE, pixels, classes);
  }

  private static ClassifierWeights train(int epochs, boolean augment, long seed) {
    return new ClassifierTraining(epochs, 8, 0.001, augment, seed)
        .train(pictures(24 * epochs, 1), NAMES, (steps, total, loss) -> true);
  }

  @Test
  void learnsWhatValuesUpTo255Show() {
    ClassifierWeights weights = train(3, true, 1);
    try (Classifier classifier = Classifier.of(weights)) {
      assertThat(ClassifierTraining.error(classifier, pictures(40, 2))).isZero();
    }
    assertThat(weights.classNames()).isEqualTo(NAMES);
  }

  @Test
  void dependsOnSeedAndAugmentationAlone() {
    String fingerprint = train(1, true, 1).fingerprint();
    assertThat(train(1, true, 1).fingerprint()).isEqualTo(fingerprint);
    assertThat(train(1, false, 1).fingerprint()).isNotEqualTo(fingerprint);
    assertThat(train(1, true, 2).fingerprint()).isNotEqualTo(fingerprint);
  }

  @Test
  void canBeEnded() {
    ClassifierTraining training = new ClassifierTraining(1, 8, 0.001, true, 1);
    assertThatThrownBy(
            () -> training.train(pictures(64, 1), NAMES, (steps, total, loss) -> steps < 2))
        .isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> training.train(pictures(7, 1), NAMES, (steps, total, loss) -> true))
        .hasMessage("7 pictures are fewer than a minibatch of 8");
  }

  @Test
  void augmentationKeepsAPictureNearlyAsItIs() {
    LabelledPictures pictures = pictures(1, 3);
    float[] same = new float[SIZE * SIZE];
    Augmentation.NONE.apply(pictures, 0, new RandomState(1), 1, same, 0);
    assertThat(same).containsExactly(pictures.values(0, 1));
    float[] identity = new float[SIZE * SIZE];
    new Augmentation(0, 0, 1e-12).apply(pictures, 0, new RandomState(1), 1, identity, 0);
    assertThat(identity).containsExactly(same, within(1e-3f));
    float[] changed = new float[SIZE * SIZE];
    Augmentation.SMALL.apply(pictures, 0, new RandomState(1), 1, changed, 0);
    assertThat(changed).isNotEqualTo(same);
    double before = 0;
    double after = 0;
    for (int i = 0; i < same.length; i++) {
      before += same[i] / same.length;
      after += changed[i] / same.length;
    }
    assertThat(after).isBetween(0.7 * before, 1.2 * before);
  }
}
