package io.progan.app.command.dataset;

import io.progan.app.console.ExitCode;
import io.progan.app.dataset.DatasetMaker;
import io.progan.app.dataset.PartMerger;
import io.progan.app.mixin.ReplaceOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code progan dataset merge}. */
@Command(
    name = "merge",
    description = {
      "Join the parts of a dataset that were made with --shard, in whatever order they are named.",
      "The files equal those of the dataset made at once. Parts are checked while they are copied,"
          + " and stay as they are."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  progan dataset create_from_images parts/1 my-pictures --shard=1/2",
      "  progan dataset create_from_images parts/2 my-pictures --shard=2/2",
      "  progan dataset merge datasets/mine parts/1 parts/2"
    })
final class MergeCommand implements Callable<Integer> {

  private final PartMerger merger;

  @Parameters(index = "0", paramLabel = "tfrecord_dir", description = "The new dataset's folder.")
  private Path tfrecordDir;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "part_dir",
      description = "The folders of all parts.")
  private List<Path> parts;

  @Mixin private final ReplaceOption replace = new ReplaceOption();

  MergeCommand(DatasetMaker maker) {
    this.merger = new PartMerger(maker);
  }

  @Override
  public Integer call() throws IOException {
    merger.merge(parts, tfrecordDir, replace);
    return ExitCode.DONE;
  }
}
