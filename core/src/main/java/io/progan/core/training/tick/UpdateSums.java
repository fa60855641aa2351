package io.progan.core.training.tick;

import io.progan.core.training.step.UpdateReport;

/**
 * What came of the updates of one network in an unfinished tick.
 *
 * @param applied updates that changed the weights
 * @param skipped updates that were left out because a gradient was not finite
 * @param gradientNorms the sum, over the applied updates, of the L2 norm of all the network's
 *     gradients as one vector, averaged over the replicas and without the loss scale
 */
public record UpdateSums(int applied, int skipped, double gradientNorms) {

  /** Before the first update. */
  public static final UpdateSums NONE = new UpdateSums(0, 0, 0);

  UpdateSums plus(UpdateReport step) {
    return step.applied()
        ? new UpdateSums(applied + 1, skipped, gradientNorms + step.gradientNorm())
        : new UpdateSums(applied, skipped + 1, gradientNorms);
  }

  /** The mean norm of an update's gradients; NaN if there was none. */
  public double gradientNorm() {
    return gradientNorms / applied;
  }

  /** Which part of the updates was skipped, 0 to 1; NaN if there was none. */
  public double overflowFrequency() {
    return skipped / (double) (applied + skipped);
  }
}
