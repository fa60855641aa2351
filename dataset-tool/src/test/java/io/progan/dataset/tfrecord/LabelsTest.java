package io.progan.dataset.tfrecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LabelsTest {

  private static final Labels LABELS = new Labels(3, 2, new float[] {1, 0, 0, 0, 0, 1});

  @Test
  void theFirstNumbersOfEachRow() {
    Labels first = LABELS.first(1);
    assertThat(first.count()).isEqualTo(3);
    assertThat(first.size()).isEqualTo(1);
    assertThat(first.histogram()).containsExactly(1L);
    assertThat(LABELS.first(2)).isSameAs(LABELS);
    assertThatThrownBy(() -> LABELS.first(3)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rowsOfZerosAndOtherNumbers() {
    assertThat(LABELS.zeroRows()).isEqualTo(1);
    assertThat(LABELS.first(1).zeroRows()).isEqualTo(2);
    assertThat(LABELS.areZerosAndOnes()).isTrue();
    assertThat(new Labels(1, 2, new float[] {1, 0.5f}).areZerosAndOnes()).isFalse();
  }
}
