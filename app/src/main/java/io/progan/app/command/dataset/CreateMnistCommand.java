package io.progan.app.command.dataset;

import io.progan.app.dataset.DatasetMaker;
import io.progan.dataset.archive.MnistArchive;
import io.progan.dataset.source.ImageSource;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code progan dataset create_mnist}. */
@Command(
    name = "create_mnist",
    description = {
      "Make a dataset from MNIST: 60,000 digits, 32x32 grey with labels.",
      "The pictures of 28x28 pixels get a black border. Sets in the same files, such as"
          + " Fashion-MNIST, work too."
    },
    footerHeading = "%nExample:%n",
    footer = "  progan dataset create_mnist datasets/mnist ~/downloads/mnist")
final class CreateMnistCommand extends CreateShuffledCommand {

  @Parameters(
      index = "1",
      paramLabel = "mnist_dir",
      description = "Folder with train-images-idx3-ubyte.gz and train-labels-idx1-ubyte.gz.")
  private Path mnistDir;

  @Option(
      names = "--test-part",
      description = "Take the test part instead, 10,000 digits: t10k-... (default: no).")
  private boolean testPart;

  CreateMnistCommand(DatasetMaker maker) {
    super(maker);
  }

  @Override
  ImageSource open() throws IOException {
    return testPart ? MnistArchive.testDigits(mnistDir) : MnistArchive.digits(mnistDir);
  }
}
