package io.progan.app.command.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.app.command.Cli;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/** Studies of trainings of a few iterations, on a few pictures of 16x16. */
record SmallStudy(Path folder) {

  private static final int PICTURES = 16;

  /** Makes the pictures and a dataset of them. */
  static SmallStudy make(Path folder, int side) throws IOException {
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    for (int i = 0; i < PICTURES; i++) {
      BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
      for (int p = 0; p < side * side; p++) {
        image.setRGB(p % side, p / side, 0x10305 * ((p * (i + 3)) % 256));
      }
      ImageIO.write(image, "png", pictures.resolve(i + ".png").toFile());
    }
    Path dataset = folder.resolve("data/small");
    Cli.Result made = Cli.run("dataset", "create_from_images", dataset, pictures);
    assertThat(made.exitCode()).as(made.err()).isZero();
    return new SmallStudy(folder);
  }

  /** A study file. */
  Path file(String variants) throws IOException {
    String json =
        """
        {
          "preset": "quickstart",
          "set": {
            "train.totalKimg": 0.064, "generator.fmapMax": 4, "discriminator.fmapMax": 4,
            "sched.tickKimgBase": 0.032, "sched.tickKimgDict": {}, "sched.minibatchBase": 8
          },
          "variants": [%s]
        }
        """;
    return Files.writeString(folder.resolve("mine.json"), json.formatted(variants));
  }

  Path out() {
    return folder.resolve("out");
  }

  /** Runs {@code progan sweep} on the dataset with what is usual, and more. */
  Cli.Result sweep(Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("sweep", "--out", out(), "--data-dir", folder.resolve("data")));
    words.addAll(Arrays.asList(more));
    return Cli.run(words.toArray());
  }
}
