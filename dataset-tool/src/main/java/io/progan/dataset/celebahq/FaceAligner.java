package io.progan.dataset.celebahq;

import io.progan.dataset.RawImage;
import io.progan.dataset.resample.Arithmetic;
import io.progan.dataset.resample.Crop;
import io.progan.dataset.resample.Filter;
import io.progan.dataset.resample.QuadWarp;
import io.progan.dataset.resample.Resize;

/** Brings the face of a photograph into the middle of a square. Pure functions. */
final class FaceAligner {
  private static final int SUPERSAMPLING = 4;

  private FaceAligner() {}

  /**
   * Follows a plan, with the arithmetic of Pillow 3.1.1 that CelebA-HQ was made with.
   *
   * @param photo of the size that the plan starts from
   * @param resolution of the result, which is sampled four times as densely
   */
  static RawImage align(RawImage photo, AlignmentPlan plan, int resolution) {
    RawImage image = photo;
    if (plan.shrink() > 1) {
      image = resize(image, plan.shrunk().width(), plan.shrunk().height());
    }
    if (plan.cuts()) {
      FaceView to = plan.afterCut();
      image = Crop.box(image, plan.cut().left(), plan.cut().top(), to.width(), to.height());
    }
    if (plan.enlarge() > 1) {
      image = resize(image, plan.enlarged().width(), plan.enlarged().height());
    }
    if (plan.pads()) {
      image = BlurredMargins.add(image, plan.margins(), plan.blurSigma());
    }
    int samples = SUPERSAMPLING * resolution;
    QuadWarp warp = new QuadWarp(plan.corners(), samples, samples, Arithmetic.SINGLE_PRECISION);
    return resize(warp.apply(image), resolution, resolution);
  }

  private static RawImage resize(RawImage image, int width, int height) {
    return Resize.resize(image, width, height, Filter.LANCZOS, Arithmetic.SINGLE_PRECISION);
  }
}
