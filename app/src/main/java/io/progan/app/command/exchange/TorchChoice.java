package io.progan.app.command.exchange;

import io.progan.app.console.CommandFailure;
import io.progan.core.exchange.torch.TorchOptions;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** Options for what files of PyTorch do not tell. */
final class TorchChoice {

  @Option(
      names = "--copy",
      paramLabel = "NAME",
      description =
          "Which of several checkpoints in a folder: what their files' names end with, such as best0"
              + " or copy1; none for names without an end (default: the only one).")
  String copy;

  @Option(
      names = "--sn-eps",
      paramLabel = "X",
      description =
          "SN_eps of a BigGAN-PyTorch training (default: what state_dict.pth says, or else 1e-6).")
  Double snEpsilon;

  @Option(
      names = "--bn-eps",
      paramLabel = "X",
      description =
          "BN_eps of a BigGAN-PyTorch training (default: what state_dict.pth says, or else 1e-5).")
  Double bnEpsilon;

  @Option(
      names = "--trunc",
      paramLabel = "T",
      description =
          "The truncation threshold whose statistics of batch norm are taken from a released"
              + " generator, 0 to 1 in steps of 0.02 (default: 1).")
  Double truncation;

  /** The options, checked. */
  TorchOptions options() {
    if (truncation != null && !(truncation >= 0 && truncation <= 1)) {
      throw CommandFailure.wrongUsage("--trunc: must be from 0 to 1, got " + truncation);
    }
    return new TorchOptions(
        positive("--sn-eps", snEpsilon),
        positive("--bn-eps", bnEpsilon),
        Optional.ofNullable(copy),
        number(truncation));
  }

  private static OptionalDouble positive(String name, Double value) {
    if (value != null && !(value > 0 && value < 1)) {
      throw CommandFailure.wrongUsage(
          "%s: must be above 0 and below 1, got %s".formatted(name, value));
    }
    return number(value);
  }

  private static OptionalDouble number(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
