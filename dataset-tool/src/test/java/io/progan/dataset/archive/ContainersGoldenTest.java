package io.progan.dataset.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyReader;
import io.progan.dataset.pickle.PickleReader;
import io.progan.dataset.source.ImageSource;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives hold what an independent reader found in them. */
class ContainersGoldenTest {
  private static final int MNIST_COUNT = 60_000;

  @TempDir Path folder;

  static Stream<GoldenCase> cases() {
    return GoldenCases.ofKind("containers");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void hdf5(GoldenCase golden) throws IOException {
    NpyArray images = expected(golden, "hdf5_images.npy");
    try (ImageSource source = Hdf5Archive.open(golden.file("legacy.h5"))) {
      assertImages(images, source.count(), i -> image(source, i));
      NpyArray labels = NpyReader.read(golden.file("legacy-labels.npy"));
      int size = source.labelSize();
      assertThat(new int[] {source.count(), size}).isEqualTo(labels.shape());
      for (int i = 0; i < source.count(); i++) {
        assertThat(source.label(i))
            .isEqualTo(Arrays.copyOfRange(labels.floats(), i * size, (i + 1) * size));
      }
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void mnist(GoldenCase golden) throws IOException {
    NpyArray images = expected(golden, "idx_images_padded.npy");
    String name = "train-images-idx3-ubyte.gz";
    Files.copy(golden.file(name), folder.resolve(name));
    MnistDigits digits = MnistDigits.read(folder);
    assertImages(
        images,
        digits.count(),
        i -> {
          byte[] data = new byte[MnistDigits.RESOLUTION * MnistDigits.RESOLUTION];
          digits.copy(i, data, 0);
          return data;
        });
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void choiceOfDigits(GoldenCase golden) throws IOException {
    int[] picks = expected(golden, "mnistrgb_picks.npy").ints();
    MnistComposites composites = new MnistComposites(null, MNIST_COUNT, picks.length / 3, 123);
    for (int i = 0; i < picks.length; i++) {
      assertThat(composites.pick(i / 3, i % 3)).isEqualTo(picks[i]);
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void cifar(GoldenCase golden) throws IOException {
    NpyArray images = expected(golden, "cifar_images.npy");
    Path file = golden.file("data_batch_mini");
    Map<?, ?> content = (Map<?, ?>) PickleReader.allowing().read(file);
    ImageBatches batches = new ImageBatches(10);
    batches.add(file, content.get("data"), content.get("labels"));
    assertImages(images, batches.classes().length, i -> batches.image(i).data());
  }

  private static NpyArray expected(GoldenCase golden, String name) throws IOException {
    Path file = golden.file(name);
    assumeTrue(Files.exists(file), () -> golden + " has no " + name);
    return NpyReader.read(file);
  }

  private static byte[] image(ImageSource source, int index) {
    try {
      return source.image(index).data();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertImages(NpyArray expected, int count, IntFunction<byte[]> images) {
    assertThat(count).isEqualTo(expected.shape()[0]);
    int bytes = expected.size() / count;
    for (int i = 0; i < count; i++) {
      assertThat(images.apply(i))
          .isEqualTo(Arrays.copyOfRange(expected.bytes(), i * bytes, (i + 1) * bytes));
    }
  }
}
