package io.progan.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.Tiny;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Stage;
import io.progan.core.network.family.Networks;
import io.progan.core.state.StateVector;
import io.progan.dataset.numpy.RandomState;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Images come out alike however many are made at a time. */
class NetworkSessionTest {

  private static final Stage STAGE = new Stage(3, true);
  private static final double FADE = 0.75;
  private static final int IMAGE = 3 * 8 * 8;

  private final GeneratorNetwork generator =
      Networks.generator(Tiny.config().generator(), Tiny.SHAPE);
  private final StateVector weights = new StateVector(generator.slots(), DataType.FLOAT);

  @BeforeEach
  void draw() {
    weights.initialize(new RandomState(1));
  }

  @AfterEach
  void free() {
    weights.close();
  }

  private float[] latents(int count) {
    return new RandomState(2).randnFloats(count * generator.latentSize());
  }

  private static float[] labels(int count) {
    float[] labels = new float[count * Tiny.CLASSES];
    for (int i = 0; i < count; i++) {
      labels[i * Tiny.CLASSES + i % Tiny.CLASSES] = 1;
    }
    return labels;
  }

  private float[] make(int minibatch, float[] latents, float[] labels) {
    int count = latents.length / generator.latentSize();
    try (NetworkSession session = NetworkSession.of(generator, weights, STAGE, minibatch)) {
      return session.images(latents, labels, count, FADE);
    }
  }

  /** Only rounding may differ: values are about 1, single precision rounds at 1e-7. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 10})
  void anyMinibatchGivesTheImagesOfOneAtATime(int minibatch) {
    int count = 7;
    float[] together = make(minibatch, latents(count), labels(count));
    assertThat(together).hasSize(count * IMAGE);
    for (int i = 0; i < count; i++) {
      float[] latent = Arrays.copyOfRange(latents(count), i * 8, (i + 1) * 8);
      float[] label = Arrays.copyOfRange(labels(count), i * 3, (i + 1) * 3);
      float[] alone = make(1, latent, label);
      assertThat(Arrays.copyOfRange(together, i * IMAGE, (i + 1) * IMAGE))
          .as("image %d", i)
          .containsExactly(alone, within(1e-5f));
    }
    assertThat(Arrays.copyOf(together, IMAGE))
        .isNotEqualTo(Arrays.copyOfRange(together, IMAGE, 2 * IMAGE));
  }

  @Test
  void noLatentsGiveNoImages() {
    assertThat(make(4, new float[0], new float[0])).isEmpty();
  }

  @Test
  void labelsMatter() {
    assertThat(make(2, latents(2), new float[] {1, 0, 0, 1, 0, 0}))
        .isNotEqualTo(make(2, latents(2), new float[] {0, 1, 0, 0, 1, 0}));
  }

  @Test
  void weightsAreReadAtEachCall() {
    try (NetworkSession session = NetworkSession.of(generator, weights, STAGE, 2)) {
      float[] before = session.images(latents(2), labels(2), 2, FADE);
      assertThat(session.images(latents(2), labels(2), 2, FADE)).containsExactly(before);
      weights.initialize(new RandomState(99));
      assertThat(session.images(latents(2), labels(2), 2, FADE)).isNotEqualTo(before);
    }
  }
}
