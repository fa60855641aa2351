package io.progan.dataset.celebahq;

import io.progan.dataset.resample.Quad;

/**
 * The oriented square around a face, from the eyes and the corners of the mouth. Single precision
 * throughout, as NumPy computes with arrays of that type.
 *
 * @param axisX half a side of the square, along the eyes: {@code {x, y}} in pixels
 * @param axisY the same turned by a quarter, downwards
 * @param center between the eyes, a little below
 */
record FaceSquare(float[] axisX, float[] axisY, float[] center) {
  private static final int LEFT_EYE = 0;
  private static final int RIGHT_EYE = 1;
  private static final int LEFT_MOUTH = 3;
  private static final int RIGHT_MOUTH = 4;

  /** The landmarks are left eye, right eye, nose, left and right corner of the mouth: x, y each. */
  static FaceSquare of(float... landmarks) {
    float[] eyes = new float[2];
    float[] eyeToEye = new float[2];
    float[] eyeToMouth = new float[2];
    for (int i = 0; i < 2; i++) {
      float left = landmarks[2 * LEFT_EYE + i];
      float right = landmarks[2 * RIGHT_EYE + i];
      eyes[i] = (left + right) * 0.5f + 0.5f;
      eyeToEye[i] = right - left;
      float mouth = landmarks[2 * LEFT_MOUTH + i] + landmarks[2 * RIGHT_MOUTH + i];
      eyeToMouth[i] = mouth * 0.5f + 0.5f - eyes[i];
    }
    float[] x = {eyeToEye[0] + eyeToMouth[1], eyeToEye[1] - eyeToMouth[0]};
    float length = hypot(x);
    float size = (float) Math.max(hypot(eyeToEye) * 2.0, hypot(eyeToMouth) * 1.8);
    float[] center = new float[2];
    for (int i = 0; i < 2; i++) {
      x[i] = x[i] / length * size;
      center[i] = eyes[i] + eyeToMouth[i] * 0.1f;
    }
    return new FaceSquare(x, new float[] {-x[1], x[0]}, center);
  }

  private static float hypot(float... v) {
    return (float) Math.sqrt((double) v[0] * v[0] + (double) v[1] * v[1]);
  }

  /** Its corners. */
  Quad quad() {
    float[][] corners = new float[2][];
    for (int i = 0; i < 2; i++) {
      float before = center[i] - axisX[i];
      float behind = center[i] + axisX[i];
      corners[i] =
          new float[] {before - axisY[i], before + axisY[i], behind + axisY[i], behind - axisY[i]};
    }
    return new Quad(corners[0], corners[1]);
  }

  /** How many pixels of a result of that resolution one pixel becomes. */
  double zoom(int resolution) {
    return resolution / (hypot(axisX) * 2.0);
  }
}
