package io.progan.app.command.generate;

import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.app.generate.ClassSheets;
import io.progan.app.generate.PictureOrder;
import io.progan.app.generate.TrainedNetwork;
import io.progan.app.mixin.AtLeastOneConverter;
import io.progan.app.mixin.GlobalOptions;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code progan generate classes}. */
@Command(
    name = "classes",
    sortOptions = false,
    description = "Make sheets with a row of images for each class.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan generate classes latest",
      "  progan generate classes latest --class smileys --columns 20 --trunc 0.5"
    })
final class GenerateClassesCommand extends PicturesCommand {

  @Option(
      order = FIRST,
      names = "--columns",
      paramLabel = "N",
      defaultValue = "10",
      converter = AtLeastOneConverter.class,
      description = "Images of each class (default: ${DEFAULT-VALUE}).")
  int columns;

  @Option(
      order = FIRST,
      names = "--rows",
      paramLabel = "N",
      converter = AtLeastOneConverter.class,
      description =
          "Classes of a sheet (default: 50 of images of at most 64 pixels, 20 of at most 256, else"
              + " 10).")
  Integer rows;

  GenerateClassesCommand(Console console, StopSignal stop, GlobalOptions global) {
    super(console, stop, global);
  }

  @Override
  boolean counted() {
    return true;
  }

  @Override
  PictureOrder order(TrainedNetwork trained) throws IOException {
    return new ClassSheets(columns, rows == null ? 0 : rows).order(trained, latents, network);
  }
}
