package io.progan.app.command.dataset;

import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.dataset.CelebaHqMaker;
import io.progan.app.dataset.DatasetMaker;
import io.progan.app.dataset.Origins;
import io.progan.app.mixin.AtLeastOneConverter;
import io.progan.app.mixin.ReplaceOption;
import io.progan.app.mixin.ShardOption;
import io.progan.dataset.celebahq.CelebaHqFolders;
import io.progan.dataset.write.BuildOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code progan dataset create_celebahq}. */
@Command(
    name = "create_celebahq",
    description = {
      "Make a dataset from CelebA's photographs and the deltas of CelebA-HQ: 30,000 faces,"
          + " 1024x1024 RGB, no labels.",
      "Each image is checked by its MD5 sum. Finished images are kept beside the dataset until it"
          + " is complete: if the work is stopped, the same command goes on."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  progan dataset create_celebahq datasets/celebahq ~/downloads/celeba \\",
      "      ~/downloads/celeba-hq-deltas"
    })
final class CreateCelebaHqCommand implements Callable<Integer> {

  private final DatasetMaker maker;
  private final Console console;

  @Parameters(index = "0", paramLabel = "tfrecord_dir", description = "The new dataset's folder.")
  private Path tfrecordDir;

  @Parameters(
      index = "1",
      paramLabel = "celeba_dir",
      description = {
        "Folder with the photographs in img_celeba and Anno/list_landmarks_celeba.txt."
      })
  private Path celebaDir;

  @Parameters(
      index = "2",
      paramLabel = "delta_dir",
      description = "Folder with image_list.txt and deltas00000.zip to deltas29000.zip.")
  private Path deltaDir;

  @Option(
      names = {"--num_threads", "--num-threads"},
      paramLabel = "N",
      converter = AtLeastOneConverter.class,
      description = {
        "How many images are made at once, as far as there is memory (default: one for each"
            + " processor)."
      })
  private Integer threads;

  @Option(
      names = {"--num_tasks", "--num-tasks"},
      paramLabel = "N",
      defaultValue = "100",
      converter = AtLeastOneConverter.class,
      description = {
        "How many images are under way at most, those that wait to be written in their order"
            + " among them; never more than 2 for each thread (default: ${DEFAULT-VALUE})."
      })
  private int tasks;

  @Option(
      names = "--allow-inexact",
      description = {
        "Go on where an aligned photograph has not the published MD5 sum because Java's JPEG"
            + " decoder gives other bits than the authors'. The dataset says that it is inexact."
      })
  private boolean allowInexact;

  @Mixin private final ShardOption shard = new ShardOption();
  @Mixin private final ReplaceOption replace = new ReplaceOption();

  @Spec private CommandSpec spec;

  CreateCelebaHqCommand(DatasetMaker maker, Console console) {
    this.maker = maker;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    BuildOptions standard = shard.apply(replace.apply(BuildOptions.standard()));
    BuildOptions options =
        standard
            .withThreads(threads == null ? standard.threads() : threads)
            .withMostAhead(tasks)
            .withOrigin(Origins.of(spec));
    DatasetMaker.checkTarget(tfrecordDir, options);
    CelebaHqFolders folders = new CelebaHqFolders(celebaDir, deltaDir);
    new CelebaHqMaker(console, maker).make(tfrecordDir, folders, allowInexact, options);
    return ExitCode.DONE;
  }
}
