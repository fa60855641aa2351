package io.progan.core.generate;

/** How a latent vector, or a label, moves from one key frame to the next. */
public enum KeyframePath {

  /** In a straight line: for labels. */
  LINEAR {
    @Override
    double[] between(double[][] around, double t) {
      return mix(around[1], 1 - t, around[2], t);
    }
  },

  /**
   * On the great circle through both (Shoemake, "Animating rotation with quaternion curves"), so
   * that vectors keep their length, as latents in many dimensions nearly do. The direction changes
   * abruptly at a key frame.
   */
  SPHERICAL {
    @Override
    double[] between(double[][] around, double t) {
      double[] a = around[1];
      double[] b = around[2];
      double cosine = dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
      double angle = Math.acos(Math.max(-1, Math.min(1, cosine)));
      if (!(Math.sin(angle) > SMALLEST_SINE)) {
        return mix(a, 1 - t, b, t);
      }
      double scale = 1 / Math.sin(angle);
      return mix(a, Math.sin((1 - t) * angle) * scale, b, Math.sin(t * angle) * scale);
    }
  },

  /**
   * On a curve that also passes the key frames without a bend (Catmull-Rom spline), stretched to
   * the length that the spherical path would have.
   */
  SMOOTH {
    @Override
    double[] between(double[][] around, double t) {
      double t2 = t * t;
      double t3 = t2 * t;
      double[] outer = mix(around[0], (-t3 + 2 * t2 - t) / 2, around[3], (t3 - t2) / 2);
      double[] inner =
          mix(around[1], (3 * t3 - 5 * t2 + 2) / 2, around[2], (-3 * t3 + 4 * t2 + t) / 2);
      double[] curve = mix(outer, 1, inner, 1);
      double wanted = (1 - t) * length(around[1]) + t * length(around[2]);
      double actual = length(curve);
      return actual > 0 ? mix(curve, wanted / actual, curve, 0) : curve;
    }
  };

  private static final double SMALLEST_SINE = 1e-6;

  /**
   * The vector at a moment between two of four key frames in a row.
   *
   * @param around four vectors; the way leads from the second to the third
   * @param t from 0 at the second to 1 at the third
   */
  abstract double[] between(double[][] around, double t);

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double length(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private static double[] mix(double[] a, double weightA, double[] b, double weightB) {
    double[] mixed = new double[a.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = a[i] * weightA + b[i] * weightB;
    }
    return mixed;
  }
}
