package io.progan.dataset.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyReader;
import io.progan.dataset.resample.Arithmetic;
import io.progan.dataset.resample.HwcImages;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Images from LMDB databases equal those of LMDB and Pillow in Python to the bit. */
class LsunArchiveGoldenTest {
  static Stream<GoldenCase> cases() {
    return GoldenCases.ofKind("containers");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void resizedImagesAreTheSame(GoldenCase golden) throws IOException {
    Path database = golden.file("data.mdb").getParent();
    assertImages(database, golden.file("lmdb_resized_modern.npy"), Arithmetic.FIXED_POINT);
    assertImages(database, golden.file("lmdb_resized_311.npy"), Arithmetic.SINGLE_PRECISION);
  }

  /** Values that are no pictures are passed over, as they are not in the array. */
  static void assertImages(Path database, Path expected, Arithmetic arithmetic) throws IOException {
    NpyArray array = NpyReader.read(expected);
    int size = array.size() / array.shape()[0];
    int index = 0;
    try (LsunArchive source = LsunArchive.open(database, array.shape()[2], arithmetic)) {
      for (int i = 0; i < source.count(); i++) {
        RawImage image;
        try {
          image = source.image(i);
        } catch (DatasetException e) {
          continue;
        }
        byte[] pixels = Arrays.copyOfRange(array.bytes(), index * size, (index + 1) * size);
        assertThat(image.data()).as("entry " + i).isEqualTo(pixels);
        index++;
      }
    }
    assertThat(index).isEqualTo(array.shape()[0]);
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void squareOfTheFirstIsTheSame(GoldenCase golden) throws IOException {
    RawImage square = HwcImages.read(golden.file("lmdb_square_0.npy"));
    Path database = golden.file("data.mdb").getParent();
    try (LsunArchive source = LsunArchive.open(database, square.width(), Arithmetic.FIXED_POINT)) {
      assertThat(source.image(0)).isEqualTo(square);
    }
  }
}
