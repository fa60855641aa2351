package io.progan.app.command.metrics;

import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.app.metrics.NetworkFile;
import io.progan.app.mixin.GlobalOptions;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** A command whose metrics look at the features of a network. */
abstract class NetworkCommand extends MetricCommand {

  @Mixin private final NetworkOptions network = new NetworkOptions();

  NetworkCommand(Console console, StopSignal stop, GlobalOptions global) {
    super(console, stop, global);
  }

  @Override
  Optional<NetworkFile> network() {
    return network.file();
  }
}
