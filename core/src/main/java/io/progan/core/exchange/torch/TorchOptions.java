package io.progan.core.exchange.torch;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What files of PyTorch do not tell.
 *
 * @param snEpsilon lower bound of the norms of the power iteration; empty for what {@code
 *     state_dict.pth} says, or else 1e-6
 * @param bnEpsilon added under the root of batch norm; empty for what {@code state_dict.pth} says,
 *     or else 1e-5
 * @param copy which of several checkpoints in a folder: the end of their files' names, for example
 *     {@code best0}; empty for the only one
 * @param truncation the threshold whose statistics of batch norm are taken, where there are several
 */
public record TorchOptions(
    OptionalDouble snEpsilon,
    OptionalDouble bnEpsilon,
    Optional<String> copy,
    OptionalDouble truncation) {

  /** Nothing but defaults. */
  public static final TorchOptions NONE =
      new TorchOptions(
          OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty(), OptionalDouble.empty());
}
