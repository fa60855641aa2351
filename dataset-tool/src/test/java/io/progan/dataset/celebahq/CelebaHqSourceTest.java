package io.progan.dataset.celebahq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from photographs to images, in a world of four small ones. */
class CelebaHqSourceTest {
  private static final String OTHER_MD5 = "0123456789abcdef0123456789abcdef";

  @TempDir static Path untouched;

  private static FakeCelebaHq template;

  @TempDir Path folder;

  private FakeCelebaHq world;
  private FinishedImages finished;

  @BeforeAll
  static void makeTemplate() throws IOException, GeneralSecurityException {
    template = new FakeCelebaHq(untouched);
  }

  @BeforeEach
  void copyWorld() throws IOException {
    world = template.copyTo(folder);
    finished = new FinishedImages(folder.resolve("finished"));
  }

  private CelebaHqSource open(boolean allowInexact) throws IOException {
    CelebaHqSource.Settings settings =
        new CelebaHqSource.Settings(FakeCelebaHq.RESOLUTION, allowInexact, finished);
    return CelebaHqSource.open(world.folders, settings);
  }

  @Test
  void imagesAreExactAndInTheOrderOfTheList() throws IOException {
    try (CelebaHqSource source = open(false)) {
      assertThat(source.count()).isEqualTo(FakeCelebaHq.COUNT);
      for (int i = 0; i < source.count(); i++) {
        assertThat(source.image(i)).as("image " + i).isEqualTo(world.images.get(i));
      }
      assertThat(source.inexactCount()).isZero();
      assertThat(source.description()).contains("every image exact");
    }
    assertThat(finished.count()).isEqualTo(FakeCelebaHq.COUNT);
    finished.delete();
    assertThat(folder.resolve("finished")).doesNotExist();
  }

  @Test
  void finishedImagesAreNotMadeAgain() throws IOException {
    try (CelebaHqSource source = open(false)) {
      source.image(1);
    }
    Files.writeString(world.photo(0), "lost");
    Files.writeString(world.photo(1), "lost");
    try (CelebaHqSource source = open(false)) {
      assertThat(source.image(1)).isEqualTo(world.images.get(1));
      Files.write(folder.resolve("finished/00001.png"), new byte[10]);
      assertThatThrownBy(() -> source.image(1)).isInstanceOf(DatasetException.class);
    }
  }

  @Test
  void otherBitsOfTheFirstPhotographAreExplained() throws IOException {
    world.changeList(0, 3, OTHER_MD5);
    assertFault("000100.jpg: comes out aligned with MD5 sum", "libjpeg 8d", "--allow-inexact");
    assertThat(finished.count()).isZero();
  }

  @Test
  void inexactImagesAreMadeWhenAllowed() throws IOException {
    world.changeList(2, 3, OTHER_MD5);
    for (int round = 0; round < 2; round++) {
      try (CelebaHqSource source = open(true)) {
        assertThat(source.image(0)).isEqualTo(world.images.get(0));
        byte[] image = source.image(2).data();
        byte[] published = world.images.get(2).data();
        for (int i = 0; i < image.length; i++) {
          // Aligned exactly here, so the sum is the published one or stopped at an end.
          assertThat(image[i]).isIn(published[i], (byte) 0, (byte) 255);
        }
        assertThat(source.inexactCount()).isEqualTo(1);
        assertThat(source.description()).contains("inexact: 1 of 4 images");
      }
    }
    try (CelebaHqSource source = open(false)) {
      assertThatThrownBy(() -> source.image(2)).isInstanceOf(DatasetException.class);
    }
  }

  @Test
  void deltaThatLeadsElsewhereIsNamed() throws IOException {
    world.changeList(0, 4, OTHER_MD5);
    assertFault("deltas00000.zip: delta00000.dat", "comes out with MD5 sum", OTHER_MD5);
  }

  @Test
  void deltaOfAnotherPhotographIsNamed() throws IOException {
    world.appendToPhoto(0);
    assertFault("deltas00000.zip: delta00000.dat: cannot be opened with this photograph");
  }

  @Test
  void missingMaterialIsNamed() throws IOException {
    Files.delete(world.photo(2));
    assertFault("img_celeba: 1 of 4 photographs are missing, the first is 000102.jpg");
    world.changeList(3, 0, "7");
    assertFault("image_list.txt: entry 3 has the number 7");
    world.changeList(3, 0, "3");
    Files.delete(world.folders.landmarks());
    assertFault("list_landmarks_celeba.txt: no such file");
    Files.writeString(world.folders.list(), "a text\n");
    assertFault("image_list.txt: line 1 must name the columns idx");
  }

  @Test
  void brokenDeltasAreNamed() throws IOException {
    Files.writeString(world.zip(), "no zip");
    assertFault("deltas00000.zip: cannot be read as a zip");
    Files.delete(world.zip());
    assertFault("deltas00000.zip: no such file");
  }

  @Test
  void fileNamesDoNotLeaveTheFolder() throws IOException {
    world.changeList(0, 2, "../../etc/passwd");
    assertFault("image_list.txt: line 2: '../../etc/passwd' is not a plain file name");
  }

  private void assertFault(String... parts) {
    assertThatThrownBy(() -> open(false).close())
        .isInstanceOf(DatasetException.class)
        .message()
        .contains(parts);
  }
}
