package io.progan.app.mixin;

import io.progan.app.console.CommandFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say which trained networks a new training starts from. */
public final class TransferOptions {

  @Option(
      names = "--from",
      paramLabel = "RUN|SNAPSHOT|latest",
      description =
          "Start from trained networks, with other pictures, other classes or, where networks grow,"
              + " a higher resolution; the networks' keys must be theirs (default: random weights).")
  String from;

  @Option(
      names = "--class-from",
      paramLabel = "NEW=OLD[+OLD...]",
      split = ",",
      hideParamSyntax = true,
      description =
          "With --from: what a class begins as, by name or number; several old classes give their"
              + " mean (default: the old class of its name, else the mean of all).")
  Map<String, String> origins = new LinkedHashMap<>();

  /** The trained networks, if there are any to start from. */
  public Optional<String> from() {
    if (from == null && !origins.isEmpty()) {
      throw CommandFailure.wrongUsage("--class-from: only with --from");
    }
    return Optional.ofNullable(from);
  }

  /** For new classes the old ones, with {@code +} between. */
  public Map<String, String> origins() {
    return origins;
  }
}
