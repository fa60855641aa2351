package io.progan.app.command.dataset;

import io.progan.app.dataset.DatasetMaker;
import io.progan.dataset.archive.Hdf5Archive;
import io.progan.dataset.source.ImageSource;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code progan dataset create_from_hdf5}. */
@Command(
    name = "create_from_hdf5",
    description = {
      "Make a dataset from an HDF5 archive of the original's first release.",
      "Labels are taken from NAME-labels.npy beside NAME.h5, if that exists."
    },
    footerHeading = "%nExample:%n",
    footer = "  progan dataset create_from_hdf5 datasets/celebahq celeba-hq-1024x1024.h5")
final class CreateFromHdf5Command extends CreateInOrderCommand {

  @Parameters(
      index = "1",
      paramLabel = "hdf5_filename",
      description = "The archive; its widest dataset is used.")
  private Path hdf5Filename;

  CreateFromHdf5Command(DatasetMaker maker) {
    super(maker);
  }

  @Override
  ImageSource open() throws IOException {
    return Hdf5Archive.open(hdf5Filename);
  }
}
