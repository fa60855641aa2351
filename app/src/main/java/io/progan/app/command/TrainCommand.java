package io.progan.app.command;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.StopSignal;
import io.progan.app.mixin.GlobalOptions;
import io.progan.app.mixin.RunOptions;
import io.progan.app.run.RunPlan;
import io.progan.app.run.TrainSetup;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code progan train}. */
@Command(
    name = "train",
    sortOptions = false,
    description = {
      "Train a generator and a discriminator, growing from 4x4 pixels to the dataset's resolution.",
      "Without options: the bundled emoji at 32x32 on the CPU, within minutes."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan train",
      "  progan train --preset v2-1gpu --dataset celebahq --set sched.minibatchBase=8",
      "  progan train --overlay nogrowing,VERBOSE --total-kimg 20 --dry-run"
    })
final class TrainCommand implements Callable<Integer> {

  private final Console console;
  private final StopSignal stop;
  private final GlobalOptions global;

  @Mixin private final RunOptions options = new RunOptions();

  @Option(
      names = "--dry-run",
      description =
          "Print the resolved configuration, the layers of both networks and the stages of the"
              + " training, and end (default: no).")
  boolean dryRun;

  @Option(
      names = "--json",
      description = "With --dry-run: print one JSON object instead (default: no).")
  boolean json;

  TrainCommand(Console console, StopSignal stop, GlobalOptions global) {
    this.console = console;
    this.stop = stop;
    this.global = global;
  }

  @Override
  public Integer call() throws IOException {
    if (json && !dryRun) {
      throw CommandFailure.wrongUsage("--json: only with --dry-run; a run writes stats.jsonl");
    }
    TrainSetup setup = new TrainSetup(options, global.backend(), console, stop);
    if (!dryRun) {
      return setup.open(new VersionProvider().getVersion()[0]).run();
    }
    RunPlan plan = setup.plan();
    console.out().print(json ? plan.json() : plan.text());
    return ExitCode.DONE;
  }
}
