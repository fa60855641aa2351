package io.progan.app.command.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.app.command.Cli;
import io.progan.dataset.tfrecord.TfRecordDataset;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code create_lsun}, {@code create_celeba} and {@code create_celebahq}. */
class FaceAndSceneCommandsTest {

  private static final Path LSUN = Path.of("../dataset-tool/src/test/resources/lmdb/pictures");

  /**
   * Two small photographs with landmarks and deltas; the MD5 sums of the first were computed by
   * NumPy and SciPy, those of the second are wrong.
   */
  private static final Path CELEBA_HQ = Path.of("src/test/resources/celebahq");

  @TempDir Path folder;

  @Test
  void lsunLeavesOutWhatIsNoPicture() throws IOException {
    Path all = folder.resolve("all");
    Cli.Result made = Cli.run("dataset", "create_lsun", all, LSUN, "--resolution=16");
    assertThat(made.exitCode()).isZero();
    assertThat(made.out()).contains("7 images of 16x16 RGB, no labels");
    assertThat(made.err()).contains("key 'e-broken'").contains("key 'f-text'");
    assertThat(TfRecordDataset.open(all).shard(4).count()).isEqualTo(7);

    Path some = folder.resolve("some");
    Cli.Result five =
        Cli.run(
            "dataset",
            "create_lsun",
            some,
            LSUN,
            "--resolution=16",
            "--max_images=5",
            "--pillow=3.1.1");
    assertThat(five.exitCode()).isZero();
    assertThat(five.out()).contains("5 images");
  }

  @Test
  void lsunNamesWhatIsNoDatabase() throws IOException {
    Path target = folder.resolve("new");
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Files.writeString(broken.resolve("data.mdb"), "a text");
    assertWrong("data.mdb: not an LMDB database", "create_lsun", target, broken);
    assertWrong("no such folder", "create_lsun", target, folder.resolve("none"));
    assertWrong("must be a power of two", "create_lsun", target, LSUN, "--resolution=17");
    assertWrong("must be new or 3.1.1", "create_lsun", target, LSUN, "--pillow=2");
    assertThat(target).doesNotExist();
  }

  @Test
  void celebaIsCutAroundTheFace() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("img_align_celeba_png"));
    for (int i = 1; i <= 2; i++) {
      BufferedImage picture = new BufferedImage(178, 218, BufferedImage.TYPE_INT_RGB);
      ImageIO.write(picture, "png", pictures.resolve("00000" + i + ".png").toFile());
    }
    Path target = folder.resolve("celeba");
    Cli.Result made = Cli.run("dataset", "create_celeba", target, folder);
    assertThat(made.exitCode()).isZero();
    assertThat(made.out()).contains("2 images of 128x128 RGB");
    assertThat(made.err()).contains("has 2 pictures, the whole of CelebA has 202599");
    assertWrong(
        "--cx: must be 64 to 114, got 20", "create_celeba", target + "2", folder, "--cx=20");
  }

  @Test
  void celebaHqGoesOnWhenInexactImagesAreAllowed() throws IOException {
    Path target = folder.resolve("hq");
    Object[] command = {
      "dataset", "create_celebahq", target, CELEBA_HQ.resolve("celeba"), CELEBA_HQ.resolve("deltas")
    };
    Cli.Result refused = Cli.run(command);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).hasLineCount(1).contains("000002.jpg", "--allow-inexact");
    assertThat(target).doesNotExist();
    assertThat(folder.resolve(".hq.finished/00000.png")).exists();

    Object[] allowing = Arrays.copyOf(command, command.length + 1);
    allowing[command.length] = "--allow-inexact";
    Cli.Result made = Cli.run(allowing);
    assertThat(made.exitCode()).isZero();
    assertThat(made.out()).contains("2 images of 1024x1024 RGB");
    assertThat(made.err())
        .contains("going on with 1 finished image", "is inexact: 1 of 2 images differ a little");
    assertThat(Files.readString(target.resolve("dataset.json"))).contains("inexact: 1 of 2");
    assertThat(folder.resolve(".hq.finished")).doesNotExist();
  }

  private static void assertWrong(String message, Object... words) {
    Object[] command = new Object[words.length + 1];
    command[0] = "dataset";
    System.arraycopy(words, 0, command, 1, words.length);
    Cli.Result result = Cli.run(command);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).hasLineCount(1).contains(message);
  }
}
