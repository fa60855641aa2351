package io.progan.app.command.dataset;

import io.progan.app.dataset.DatasetMaker;
import io.progan.app.mixin.DatasetOptions;
import io.progan.dataset.write.BuildOptions;
import picocli.CommandLine.Mixin;

/** Makes a dataset in an order that the user chooses: shuffled, or that of the source. */
abstract class CreateInOrderCommand extends CreateCommand {

  @Mixin private final DatasetOptions dataset = new DatasetOptions();

  CreateInOrderCommand(DatasetMaker maker) {
    super(maker);
  }

  @Override
  final BuildOptions options() {
    return dataset.options();
  }
}
