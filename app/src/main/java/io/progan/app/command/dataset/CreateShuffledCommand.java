package io.progan.app.command.dataset;

import io.progan.app.dataset.DatasetMaker;
import io.progan.app.mixin.ReplaceOption;
import io.progan.dataset.write.BuildOptions;
import picocli.CommandLine.Mixin;

/** Makes a dataset whose images are always shuffled, as the original does for known archives. */
abstract class CreateShuffledCommand extends CreateCommand {

  @Mixin private final ReplaceOption replace = new ReplaceOption();

  CreateShuffledCommand(DatasetMaker maker) {
    super(maker);
  }

  @Override
  final BuildOptions options() {
    return replace.apply(BuildOptions.standard());
  }
}
