package io.progan.core.training;

import io.progan.dataset.numpy.RandomState;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * How a training that went wrong goes on otherwise than it would have.
 *
 * @param rollbacks how often it has been taken back to a snapshot; each time it has got other
 *     random numbers
 * @param learningRateFactor what the schedule's learning rates are multiplied by; above 0, 1 at
 *     most
 */
public record Recovery(int rollbacks, double learningRateFactor) {

  /** Of a training that has never gone wrong. */
  public static final Recovery NONE = new Recovery(0, 1);

  private static final MathContext DIGITS = new MathContext(4);

  /** Checks the numbers; {@link IllegalArgumentException} if they cannot be. */
  public Recovery {
    if (rollbacks < 0 || !(learningRateFactor > 0 && learningRateFactor <= 1)) {
      throw new IllegalArgumentException(
          "%d rollbacks and a factor of %s cannot be".formatted(rollbacks, learningRateFactor));
    }
  }

  /** In what the training is another one. */
  public String words() {
    String factor = new BigDecimal(learningRateFactor, DIGITS).stripTrailingZeros().toPlainString();
    return "other random numbers"
        + (learningRateFactor == 1 ? "" : " and learning rates times " + factor);
  }

  /**
   * Where a training goes on after its newest rollback.
   *
   * @param position where it stood when it was saved
   * @param seeds of the run
   */
  public TrainingPosition from(TrainingPosition position, Seeds seeds) {
    RandomState other = seeds.stepsAgain(rollbacks);
    return new TrainingPosition(
        position.progress(), other.save(), position.order(), position.sums(), this);
  }
}
