package io.progan.core.training;

import java.util.Arrays;

/** Divides a minibatch among replicas: equal parts, one after the other. */
final class Split {

  private Split() {}

  static float[] part(float[] values, int index, int parts) {
    int length = values.length / parts;
    return parts == 1 ? values : Arrays.copyOfRange(values, index * length, (index + 1) * length);
  }
}
