package io.progan.dataset.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import io.progan.dataset.source.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sink;
import us.hebi.matlab.mat.types.Sinks;

class SvhnArchiveTest {
  private static final int BYTES = 3072;

  @TempDir Path folder;

  private void writePickles() throws IOException {
    for (int i = 1; i <= 3; i++) {
      byte[] images = Archives.pixels(i, 1, BYTES);
      byte[] pickle = Archives.svhn(images, "(I1\nI3\nI32\nI32\nt", new byte[] {(byte) (2 * i)});
      Files.write(folder.resolve("train_" + i + ".pkl"), pickle);
    }
  }

  /** The same images and classes as in the pickles; the digit 6 is written as {@code last}. */
  private Path writeMat(int last, int rows) throws IOException {
    Matrix images = Mat5.newMatrix(new int[] {rows, 32, 3, 3}, MatlabType.UInt8);
    Matrix classes = Mat5.newMatrix(new int[] {3, 1}, MatlabType.UInt8);
    for (int i = 0; i < 3; i++) {
      for (int place = 0; place < BYTES && rows == 32; place++) {
        int[] index = {place / 32 % 32, place % 32, place / 1024, i};
        images.setInt(index, Archives.pixel(i + 1, place) & 0xff);
      }
      classes.setInt(i, i == 2 ? last : 2 * (i + 1));
    }
    Path file = folder.resolve("train_32x32.mat");
    try (Mat5File content = Mat5.newMatFile();
        Sink sink = Sinks.newStreamingFile(file.toFile())) {
      content.addArray("X", images).addArray("y", classes).addArray("z", Mat5.newScalar(1));
      content.writeTo(sink);
    }
    return file;
  }

  @Test
  void picklesComeFirst() throws IOException {
    writePickles();
    Files.writeString(folder.resolve("train_32x32.mat"), "not looked at");
    try (ImageSource source = SvhnArchive.open(folder)) {
      assertSame(source, 6);
    }
  }

  @Test
  void officialFileHoldsTheSame() throws IOException {
    writeMat(6, 32);
    try (ImageSource source = SvhnArchive.open(folder)) {
      assertSame(source, 6);
    }
    writeMat(10, 32);
    try (ImageSource source = SvhnArchive.open(folder)) {
      assertSame(source, 0);
    }
  }

  private static void assertSame(ImageSource source, int last) throws IOException {
    assertThat(source.count()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      byte[] expected = Archives.pixels(i + 1, 1, BYTES);
      assertThat(source.image(i)).isEqualTo(new RawImage(3, 32, 32, expected));
      assertThat(source.label(i)[i == 2 ? last : 2 * (i + 1)]).isEqualTo(1);
    }
  }

  @Test
  void brokenFilesAreNamed() throws IOException {
    Path file = writeMat(11, 32);
    assertBroken(file, "label 2 is 11, must be 0 to 9");
    writeMat(1, 16);
    assertBroken(file, "X is uint8 of shape [16, 32, 3, 3]");
    byte[] good = Files.readAllBytes(file);
    for (int length : new int[] {0, 50, 130, 300, good.length - 100}) {
      Files.write(file, Arrays.copyOf(good, length));
      assertThatThrownBy(() -> SvhnArchive.open(folder))
          .isInstanceOf(DatasetException.class)
          .hasMessageStartingWith(file + ": ");
    }
    Files.writeString(file, "text ".repeat(100));
    assertBroken(file, "not a MATLAB 5 file");
    Files.write(folder.resolve("train_1.pkl"), Archives.latin1("(I1\nt."));
    assertBroken(folder.resolve("train_1.pkl"), "no pair of images and labels");
    Files.delete(folder.resolve("train_1.pkl"));
    Files.delete(file);
    assertBroken(folder.resolve("train_1.pkl"), "no such file; the folder should hold");
  }

  /** A header that claims 3 * 2^27 values in a file of some hundred bytes. */
  @Test
  void claimsBeyondTheFileAreRefused() throws IOException {
    Path file = folder.resolve("train_32x32.mat");
    Matrix images = Mat5.newMatrix(new int[] {2, 2}, MatlabType.UInt8);
    try (Mat5File content = Mat5.newMatFile();
        Sink sink = Sinks.newStreamingFile(file.toFile())) {
      content.addArray("X", images);
      Mat5.newWriter(sink).setDeflateLevel(Deflater.NO_COMPRESSION).writeMat(content);
    }
    byte[] bytes = Files.readAllBytes(file);
    int dimensions = 128 + 8 + 16 + 8; // file header, matrix tag, flags, dimensions tag
    assertThat(bytes[dimensions]).isEqualTo((byte) 2);
    bytes[dimensions + 3] = 0x10;
    bytes[dimensions + 4] = 3;
    Files.write(file, bytes);
    assertBroken(file, "not a MATLAB 5 file, or a damaged one");
  }

  private void assertBroken(Path file, String message) {
    assertThatThrownBy(() -> SvhnArchive.open(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }
}
