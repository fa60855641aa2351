package io.progan.app.command.dataset;

import io.progan.app.console.ExitCode;
import io.progan.app.dataset.DatasetMaker;
import io.progan.app.dataset.Origins;
import io.progan.app.mixin.ShardOption;
import io.progan.dataset.source.ImageSource;
import io.progan.dataset.write.BuildOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the commands that make a dataset from a source have in common. */
abstract class CreateCommand implements Callable<Integer> {

  private final DatasetMaker maker;

  @Parameters(index = "0", paramLabel = "tfrecord_dir", description = "The new dataset's folder.")
  private Path tfrecordDir;

  @Mixin private final ShardOption shard = new ShardOption();

  @Spec private CommandSpec spec;

  CreateCommand(DatasetMaker maker) {
    this.maker = maker;
  }

  /** How the dataset is to be made; checks the options. */
  abstract BuildOptions options();

  /** Opens the source, which the dataset is made from and is then closed. */
  abstract ImageSource open() throws IOException;

  @Override
  public final Integer call() throws IOException {
    BuildOptions options = shard.apply(options()).withOrigin(Origins.of(spec));
    DatasetMaker.checkTarget(tfrecordDir, options);
    try (ImageSource source = open()) {
      maker.makeAndReport(source, tfrecordDir, options);
    }
    return ExitCode.DONE;
  }
}
