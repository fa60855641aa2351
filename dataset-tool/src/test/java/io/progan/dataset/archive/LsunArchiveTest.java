package io.progan.dataset.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import io.progan.dataset.resample.Arithmetic;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The database holds JPEG, WebP and PNG, see {@code make_pictures.py} beside it. */
class LsunArchiveTest {
  private static final Path FILES = Path.of("src/test/resources/lmdb/pictures");

  @Test
  void everyFormatGivesPillowsBits() throws IOException {
    LsunArchiveGoldenTest.assertImages(FILES, FILES.resolve("resized.npy"), Arithmetic.FIXED_POINT);
  }

  @Test
  void brokenValueIsNamedByItsKey() throws IOException {
    try (LsunArchive source = LsunArchive.open(FILES, 16, Arithmetic.FIXED_POINT)) {
      assertThat(source.count()).isEqualTo(9);
      assertThat(source.description()).contains("'pictures'", "16 x 16");
      assertThatThrownBy(() -> source.image(4))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("pictures: key 'e-broken': ");
      assertThatThrownBy(() -> source.image(5))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("pictures: key 'f-text': ");
    }
  }
}
