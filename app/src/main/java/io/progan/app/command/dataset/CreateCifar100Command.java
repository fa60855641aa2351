package io.progan.app.command.dataset;

import io.progan.app.dataset.DatasetMaker;
import io.progan.dataset.archive.CifarArchive;
import io.progan.dataset.source.ImageSource;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code progan dataset create_cifar100}. */
@Command(
    name = "create_cifar100",
    description = "Make a dataset from CIFAR-100: 50,000 pictures, 32x32 RGB with the fine labels.",
    footerHeading = "%nExample:%n",
    footer = "  progan dataset create_cifar100 datasets/cifar100 ~/downloads/cifar-100-python")
final class CreateCifar100Command extends CreateShuffledCommand {

  @Parameters(
      index = "1",
      paramLabel = "cifar100_dir",
      description = "Folder with the file 'train' of the python version.")
  private Path cifar100Dir;

  CreateCifar100Command(DatasetMaker maker) {
    super(maker);
  }

  @Override
  ImageSource open() throws IOException {
    return CifarArchive.cifar100(cifar100Dir);
  }
}
