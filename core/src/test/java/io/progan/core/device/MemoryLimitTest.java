package io.progan.core.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MemoryLimitTest {

  private static final long MEGABYTES_64 = 64L << 20;

  @AfterEach
  void lift() {
    MemoryLimit.lift();
  }

  private static void allocate() {
    try (INDArray array = Nd4j.createUninitialized(DataType.FLOAT, MEGABYTES_64 / 4)) {
      assertThat(array.length()).isEqualTo(MEGABYTES_64 / 4);
    }
  }

  @Test
  void arraysBeyondTheLimitAreRefusedUntilItIsLifted() {
    allocate();
    MemoryLimit.impose(MemoryLimit.bytes());
    assertThatThrownBy(MemoryLimitTest::allocate)
        .isInstanceOf(RuntimeException.class)
        .hasMessageContaining("Allocation failed");
    MemoryLimit.lift();
    allocate();
    MemoryLimit.impose(0);
    allocate();
  }
}
