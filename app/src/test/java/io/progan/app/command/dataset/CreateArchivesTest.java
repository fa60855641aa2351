package io.progan.app.command.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.app.command.Cli;
import io.progan.dataset.numpy.RandomState;
import io.progan.dataset.tfrecord.TfRecordDataset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreateArchivesTest {
  private static final int PIXELS = 28 * 28;

  @TempDir Path folder;

  private Path mnist() throws IOException {
    Path mnist = Files.createDirectory(folder.resolve("downloads"));
    byte[] images = new byte[3 * PIXELS];
    for (int i = 0; i < images.length; i++) {
      images[i] = (byte) (i / PIXELS + 1);
    }
    ByteBuffer header = ByteBuffer.allocate(16).putInt(0x803).putInt(3).putInt(28).putInt(28);
    write(mnist.resolve("train-images-idx3-ubyte"), header.array(), images);
    byte[] labelHeader = ByteBuffer.allocate(8).putInt(0x801).putInt(3).array();
    write(mnist.resolve("train-labels-idx1-ubyte"), labelHeader, new byte[] {2, 0, 1});
    return mnist;
  }

  private static void write(Path file, byte[] header, byte[] data) throws IOException {
    byte[] all = ByteBuffer.allocate(header.length + data.length).put(header).put(data).array();
    Files.write(file, all);
  }

  @Test
  void mnistIsShuffledWithItsLabels() throws IOException {
    Path dataset = folder.resolve("mnist");
    Cli.Result made = Cli.run("dataset", "create_mnist", dataset, mnist());
    assertThat(made.err()).isEmpty();
    assertThat(made.exitCode()).isZero();
    assertThat(made.out()).contains("3 images of 32x32 grey, labels of size 3");
    TfRecordDataset written = TfRecordDataset.open(dataset);
    int[] classes = {2, 0, 1};
    int[] order = new RandomState(123).permutation(3);
    for (int i = 0; i < 3; i++) {
      assertThat(written.labels().row(i)[classes[order[i]]]).isEqualTo(1);
    }
    assertThat(made.out()).hasLineCount(1);
  }

  @Test
  void compositesFollowCountAndSeed() throws IOException {
    Path mnist = mnist();
    byte[][] shards = new byte[3][];
    for (int i = 0; i < 3; i++) {
      Path dataset = folder.resolve("rgb" + i);
      Cli.Result made =
          Cli.run(
              "dataset",
              "create_mnistrgb",
              dataset,
              mnist,
              "--num_images=20",
              "--random-seed=" + (i == 2 ? 8 : 7));
      assertThat(made.out()).contains("20 images of 32x32 RGB, no labels");
      shards[i] = Files.readAllBytes(dataset.resolve("rgb" + i + "-r05.tfrecords"));
    }
    assertThat(shards[0]).isEqualTo(shards[1]).isNotEqualTo(shards[2]);
  }

  @Test
  void valuesOutOfRangeAreWrongUsage() throws IOException {
    Path mnist = mnist();
    assertWrong("--num_images: must be at most", "create_mnistrgb", mnist, "--num_images=50000001");
    assertWrong("--random_seed: must be 0 to", "create_mnistrgb", mnist, "--random_seed=-1");
    assertWrong("'--num_images'", "create_mnistrgb", mnist, "--num_images=0");
    assertWrong("unknown option '--shuffle=0'", "create_mnist", mnist, "--shuffle=0");
  }

  @Test
  void unusableInputLeavesNothing() throws IOException {
    Path bad = Files.createDirectory(folder.resolve("bad"));
    byte[] call = "cos\nsystem\n(S'true'\ntR.".getBytes(StandardCharsets.US_ASCII);
    for (String name : new String[] {"data_batch_1", "train", "train_1.pkl", "some.h5"}) {
      Files.write(bad.resolve(name), call);
    }
    assertWrong("byte 0: pickle names 'os.system', which is refused", "create_cifar10", bad);
    assertWrong("byte 0: pickle names 'os.system', which is refused", "create_cifar100", bad);
    assertWrong("byte 0: pickle names 'os.system', which is refused", "create_svhn", bad);
    assertWrong("not an HDF5 file", "create_from_hdf5", bad.resolve("some.h5"));
    assertWrong("no such file", "create_mnist", bad);
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(bad);
    }
  }

  private void assertWrong(String message, String command, Path source, Object... options) {
    Object[] words = {"dataset", command, folder.resolve("new"), source};
    Object[] all = new Object[words.length + options.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(options, 0, all, words.length, options.length);
    Cli.Result result = Cli.run(all);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(message).hasLineCount(1);
  }
}
