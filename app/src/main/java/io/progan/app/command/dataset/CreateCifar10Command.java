package io.progan.app.command.dataset;

import io.progan.app.dataset.DatasetMaker;
import io.progan.dataset.archive.CifarArchive;
import io.progan.dataset.source.ImageSource;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code progan dataset create_cifar10}. */
@Command(
    name = "create_cifar10",
    description = "Make a dataset from CIFAR-10: 50,000 pictures, 32x32 RGB with labels.",
    footerHeading = "%nExample:%n",
    footer = "  progan dataset create_cifar10 datasets/cifar10 ~/downloads/cifar-10-batches-py")
final class CreateCifar10Command extends CreateShuffledCommand {

  @Parameters(
      index = "1",
      paramLabel = "cifar10_dir",
      description = "Folder with data_batch_1 to data_batch_5 of the python version.")
  private Path cifar10Dir;

  CreateCifar10Command(DatasetMaker maker) {
    super(maker);
  }

  @Override
  ImageSource open() throws IOException {
    return CifarArchive.cifar10(cifar10Dir);
  }
}
