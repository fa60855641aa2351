package io.progan.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code progan dataset}. */
@Command(
    name = "dataset",
    description = "Make datasets: folders of TFRecord files, one for each resolution.",
    footerHeading = "%nExample:%n",
    footer = "  progan dataset create_from_images datasets/mine my-pictures")
final class DatasetCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), ErrorHandler.MISSING_COMMAND);
  }
}
