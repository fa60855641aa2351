package io.progan.app.command.generate;

import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.app.generate.InterpolationSheet;
import io.progan.app.generate.PictureOrder;
import io.progan.app.generate.TrainedNetwork;
import io.progan.app.mixin.AtLeastOneConverter;
import io.progan.app.mixin.GlobalOptions;
import io.progan.app.mixin.WordConverter;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code progan generate interpolation}. */
@Command(
    name = "interpolation",
    sortOptions = false,
    description = {
      "Make a sheet whose rows lead in a straight line from one image to another.",
      "Latents, the class, or both change on the way."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan generate interpolation latest",
      "  progan generate interpolation latest --fix z --rows 8"
    })
final class GenerateInterpolationCommand extends PicturesCommand {

  @Option(
      order = FIRST,
      names = "--rows",
      paramLabel = "N",
      defaultValue = "16",
      converter = AtLeastOneConverter.class,
      description = "Rows of the sheet (default: ${DEFAULT-VALUE}).")
  int rows;

  @Option(
      order = FIRST,
      names = "--points",
      paramLabel = "N",
      defaultValue = "8",
      converter = AtLeastOneConverter.class,
      description = "Images between the two ends of a row (default: ${DEFAULT-VALUE}).")
  int points;

  @Option(
      order = FIRST,
      names = "--fix",
      paramLabel = "z|class|none",
      defaultValue = "none",
      converter = FixedConverter.class,
      completionCandidates = FixedConverter.class,
      description = "What stays the same in a row (default: ${DEFAULT-VALUE}).")
  InterpolationSheet.Fixed fixed;

  /** What may stay the same. */
  private static final class FixedConverter extends WordConverter<InterpolationSheet.Fixed> {
    FixedConverter() {
      super(List.of(InterpolationSheet.Fixed.values()));
    }
  }

  GenerateInterpolationCommand(Console console, StopSignal stop, GlobalOptions global) {
    super(console, stop, global);
  }

  @Override
  boolean counted() {
    return true;
  }

  @Override
  PictureOrder order(TrainedNetwork trained) throws IOException {
    return new InterpolationSheet(rows, points, fixed).order(trained, latents, network);
  }
}
