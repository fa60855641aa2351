package io.progan.app.command;

import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.mixin.BenchmarkOptions;
import io.progan.app.mixin.GlobalOptions;
import io.progan.app.run.BenchmarkJson;
import io.progan.app.run.BenchmarkRequest;
import io.progan.app.run.BenchmarkSetup;
import io.progan.app.run.BenchmarkTable;
import io.progan.core.device.Machine;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code progan benchmark}. */
@Command(
    name = "benchmark",
    sortOptions = false,
    description = {
      "Time training iterations, at each stage of a training.",
      "Milliseconds for the inputs and for both networks' steps with their optimisers, seconds for"
          + " 1000 images, the arithmetic by count, the shares of convolutions and of Java, and the"
          + " most memory taken."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan benchmark",
      "  progan benchmark --preset v2-1gpu --resolution 32 --minibatch 16 --json",
      "  progan benchmark --resolution 32 --fmap-base 2048 --fmap-max 64 --threads 2",
      "  progan benchmark --dataset noto-emoji"
    })
final class BenchmarkCommand implements Callable<Integer> {

  private final Console console;
  private final GlobalOptions global;

  @Mixin private final BenchmarkOptions options = new BenchmarkOptions();

  @Option(names = "--json", description = "Print one JSON object at the end (default: no).")
  boolean json;

  BenchmarkCommand(Console console, GlobalOptions global) {
    this.console = console;
    this.global = global;
  }

  @Override
  public Integer call() throws IOException {
    BenchmarkSetup setup =
        new BenchmarkSetup(
            new BenchmarkRequest(
                global.in(options.request()),
                options.dataDir(),
                options.resolution(),
                options.iterations(),
                options.threads()));
    Machine machine = setup.prepare(global.backend());
    String nd4j = new VersionProvider().getVersion()[1];
    if (json) {
      BenchmarkJson result =
          new BenchmarkJson(
              nd4j, machine, setup.kernels(), options.iterations(), setup.config().replicas());
      setup.run(console, result::add);
      console.out().print(result.text());
    } else {
      console
          .out()
          .print(BenchmarkTable.head(nd4j, machine, setup.kernels(), options.iterations()));
      console.out().flush();
      Console quiet = Console.plain(console.out(), console.err()); // a bar would disturb the rows
      setup.run(
          quiet,
          stage -> {
            console.out().print(BenchmarkTable.row(stage));
            console.out().flush();
          });
    }
    return ExitCode.DONE;
  }
}
