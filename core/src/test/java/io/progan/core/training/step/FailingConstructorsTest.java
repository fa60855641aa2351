package io.progan.core.training.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.progan.core.Tiny;
import io.progan.core.device.OutOfNativeMemory;
import io.progan.core.session.NetworkSession;
import io.progan.core.training.state.TrainingState;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What fails halfway frees what it had. Memory is limited so that a constructor fails at its first
 * array, then when it has a quarter of its memory, and so on.
 */
class FailingConstructorsTest {

  private static final int DEVICE = 0;

  /** ND4J tries again for a second before it gives up. */
  private static final int PARTS = 4;

  /** ND4J leaves results of single numbers to the garbage collector. */
  private static final long SCALAR_BYTES = 2000;

  /** Collections in a row after which nothing more was freed. */
  private static final int SETTLED = 3;

  /** ND4J frees in a thread of its own what a collection has found. */
  private static final long DEALLOCATOR_MILLIS = 20;

  private final Environment environment = Nd4j.getEnvironment();

  @AfterEach
  void otherTestsHaveAllMemory() {
    environment.setDeviceLimit(DEVICE, 0);
  }

  private static Arguments constructor(
      String name, Function<TrainingState, AutoCloseable> constructor) {
    return arguments(name, constructor);
  }

  private static Stream<Arguments> constructors() {
    return Stream.of(
        constructor(
            "networks", state -> new TrainingState(TinyStep.CONFIG, Tiny.SHAPE, DataType.DOUBLE)),
        constructor("graphs", state -> TinyStep.graphs(Phase.of(TinyStep.CONFIG), state)),
        constructor(
            "generator",
            state ->
                NetworkSession.of(
                    state.generator(), state.averageWeights(), TinyStep.SIZE.stage(), 4)),
        constructor(
            "discriminator",
            state ->
                NetworkSession.of(
                    state.discriminator(),
                    state.discriminatorWeights(),
                    TinyStep.SIZE.stage(),
                    4)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("constructors")
  void freeWhatTheyHad(String name, Function<TrainingState, AutoCloseable> constructor)
      throws Exception {
    try (TrainingState state = TinyStep.state()) {
      long taken = taken(constructor, state);
      for (int part = 0; part < PARTS; part++) {
        long before = settledBytes();
        environment.setDeviceLimit(DEVICE, before + taken * part / PARTS + 1);
        assertThatThrownBy(() -> constructor.apply(state))
            .matches(OutOfNativeMemory::is, "says that memory has run out");
        environment.setDeviceLimit(DEVICE, 0);
        assertThat(environment.getDeviceCouner(DEVICE))
            .as("bytes after failing with %d of %d parts of the memory", part, PARTS)
            .isLessThan(before + SCALAR_BYTES);
      }
    }
  }

  /** What a constructor takes; caches are filled before. */
  private long taken(Function<TrainingState, AutoCloseable> constructor, TrainingState state)
      throws Exception {
    constructor.apply(state).close();
    long before = settledBytes();
    try (AutoCloseable built = constructor.apply(state)) {
      assertThat(built).isNotNull();
      return environment.getDeviceCouner(DEVICE) - before;
    }
  }

  /**
   * What is taken when the garbage collector has nothing left to free: what other tests of this JVM
   * left would make room for a constructor that should find none.
   */
  private long settledBytes() throws InterruptedException {
    long bytes = Long.MAX_VALUE;
    for (int unchanged = 0; unchanged < SETTLED; unchanged++) {
      System.gc();
      Thread.sleep(DEALLOCATOR_MILLIS);
      long now = environment.getDeviceCouner(DEVICE);
      if (now != bytes) {
        bytes = now;
        unchanged = 0;
      }
    }
    return bytes;
  }
}
