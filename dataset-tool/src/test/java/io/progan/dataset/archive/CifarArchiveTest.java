package io.progan.dataset.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import io.progan.dataset.source.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarArchiveTest {
  private static final int BYTES = 3072;

  @TempDir Path folder;

  private static String shape(int count) {
    return "(I" + count + "\nI3072\nt";
  }

  private void writeBatches(Path into) throws IOException {
    for (int batch = 1; batch <= 5; batch++) {
      byte[] pixels = Archives.pixels(10 * batch, 2, BYTES);
      String labels = "](I" + batch + "\nI0\ne";
      Files.write(
          into.resolve("data_batch_" + batch), Archives.cifar(pixels, shape(2), "labels", labels));
    }
  }

  @Test
  void cifar10IsItsFiveBatches() throws IOException {
    writeBatches(folder);
    try (ImageSource source = CifarArchive.cifar10(folder)) {
      assertThat(source.count()).isEqualTo(10);
      assertThat(source.labelSize()).isEqualTo(6);
      assertThat(source.classNames()).isEmpty();
      for (int i = 0; i < 10; i++) {
        int batch = i / 2 + 1;
        assertThat(source.label(i)[i % 2 == 0 ? batch : 0]).isEqualTo(1);
        byte[] expected = Archives.pixels(10 * batch + i % 2, 1, BYTES);
        assertThat(source.image(i)).isEqualTo(new RawImage(3, 32, 32, expected));
      }
    }
  }

  @Test
  void namesAndFolderOfTheUnpackedArchiveAreFound() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("cifar-10-batches-py"));
    writeBatches(inner);
    String names =
        "}U\u000blabel_names](U\u0001aU\u0001bU\u0001cU\u0001dU\u0001eU\u0001fU\u0001ges.";
    Files.write(inner.resolve("batches.meta"), Archives.latin1(names));
    assertThat(CifarArchive.cifar10(folder).classNames())
        .containsExactly("a", "b", "c", "d", "e", "f");
  }

  @Test
  void cifar100HasFineLabels() throws IOException {
    byte[] pixels = Archives.pixels(5, 3, BYTES);
    Files.write(
        folder.resolve("train"),
        Archives.cifar(pixels, shape(3), "fine_labels", "](I9\nI99\nI0\ne"));
    ImageSource source = CifarArchive.cifar100(folder);
    assertThat(source.labelSize()).isEqualTo(100);
    assertThat(source.label(1)[99]).isEqualTo(1);
    assertThat(source.image(2).data()).isEqualTo(Archives.pixels(7, 1, BYTES));
  }

  @Test
  void otherContentsAreRefused() throws IOException {
    byte[] two = Archives.pixels(0, 2, BYTES);
    assertRefused(
        Archives.cifar(two, "(I2\nI3\nI1024\nt", "labels", "](I1\nI0\ne"), "[2, 3, 1024]");
    assertRefused(Archives.cifar(two, shape(2), "labels", "](I1\ne"), "1 labels for 2 images");
    assertRefused(Archives.cifar(two, shape(2), "labels", "](I1\nI10\ne"), "label 1 is 10");
    assertRefused(Archives.cifar(two, shape(2), "labels", "](I1\nI-1\ne"), "label 1 is -1");
    assertRefused(Archives.cifar(two, shape(2), "labels", "](I1\nF0.5\ne"), "not all integers");
    assertRefused(Archives.cifar(two, shape(2), "labels", "I1\n"), "neither a list nor an array");
    assertRefused(Archives.cifar(two, shape(2), "coarse", "](I1\nI0\ne"), "no entry 'labels'");
    assertRefused(
        Archives.cifar(two, shape(3), "labels", "](I1\nI0\ne"), "does not fit 6144 bytes");
    assertRefused(Archives.cifar(new byte[0], shape(0), "labels", "]"), "holds no images");
    assertRefused(Archives.latin1("](I1\ne."), "holds no dictionary");
    assertRefused(Archives.latin1("}U\u0004dataI1\nsU\u0006labels]s."), "not an array of bytes");
    assertRefused(Archives.latin1("cos\nsystem\n(S'true'\ntR."), "'os.system', which is refused");
  }

  private void assertRefused(byte[] pickle, String message) throws IOException {
    Path file = folder.resolve("data_batch_1");
    Files.write(file, pickle);
    assertThatThrownBy(() -> CifarArchive.cifar10(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void missingBatchIsNamed() throws IOException {
    writeBatches(folder);
    Files.delete(folder.resolve("data_batch_4"));
    assertThatThrownBy(() -> CifarArchive.cifar10(folder))
        .hasMessageStartingWith(folder.resolve("data_batch_4") + ": no such file; ");
  }
}
