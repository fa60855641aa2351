package io.progan.app.command.dataset;

import io.progan.app.dataset.DatasetMaker;
import io.progan.dataset.archive.SvhnArchive;
import io.progan.dataset.source.ImageSource;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code progan dataset create_svhn}. */
@Command(
    name = "create_svhn",
    description = "Make a dataset from SVHN: 73,257 digits, 32x32 RGB with labels.",
    footerHeading = "%nExample:%n",
    footer = "  progan dataset create_svhn datasets/svhn ~/downloads/svhn")
final class CreateSvhnCommand extends CreateShuffledCommand {

  @Parameters(
      index = "1",
      paramLabel = "svhn_dir",
      description = "Folder with train_1.pkl to train_3.pkl, or with the official train_32x32.mat.")
  private Path svhnDir;

  CreateSvhnCommand(DatasetMaker maker) {
    super(maker);
  }

  @Override
  ImageSource open() throws IOException {
    return SvhnArchive.open(svhnDir);
  }
}
