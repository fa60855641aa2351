package io.progan.app.command.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.app.command.Cli;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCommandTest {

  @TempDir Path folder;

  @Test
  void emojiDatasetCanBePlannedWith() {
    Path dataset = folder.resolve("with space").resolve("emoji");
    Cli.Result made = Cli.run("dataset", "create_emoji", dataset);
    assertThat(made.exitCode()).isZero();
    assertThat(made.out()).startsWith(dataset + ": ").contains("32x32 RGB, labels of size");
    assertThat(made.err()).isEmpty();

    Cli.Result plan = Cli.run("train", "--dry-run", "--dataset", dataset);
    assertThat(plan.exitCode()).isZero();
    assertThat(plan.err()).isEmpty();
  }

  @Test
  void folderOfPicturesBecomesADatasetInTheOrderAskedFor() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    for (int i = 0; i < 5; i++) {
      BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
      picture.getRaster().setSample(0, 0, 0, 40 * i);
      ImageIO.write(picture, "png", pictures.resolve(i + ".png").toFile());
    }
    Cli.Result made = Cli.run("dataset", "create_from_images", folder.resolve("a"), pictures);
    assertThat(made.exitCode()).isZero();
    assertThat(made.out()).contains("5 images of 8x8 grey, no labels");

    Cli.run("dataset", "create_from_images", folder.resolve("b"), pictures, "--shuffle=0");
    assertThat(Files.readAllBytes(folder.resolve("a/a-r03.tfrecords")))
        .hasSameSizeAs(Files.readAllBytes(folder.resolve("b/b-r03.tfrecords")))
        .isNotEqualTo(Files.readAllBytes(folder.resolve("b/b-r03.tfrecords")));
  }

  @Test
  void greyDatasetMakesGreyNetworks() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    ImageIO.write(picture, "png", pictures.resolve("0.png").toFile());
    Cli.run("dataset", "create_from_images", folder.resolve("grey"), pictures);
    Cli.Result plan = Cli.run("train", "--dry-run", "--data-dir", folder, "--dataset", "grey");
    assertThat(plan.out()).contains("(?, 1, 8, 8)");
    Cli.Result labels =
        Cli.run("train", "--dry-run", "--data-dir", folder, "--dataset", "grey", "--labels=full");
    assertThat(labels.err()).contains("the dataset has no labels");
  }
}
