package io.progan.app.command.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.app.command.Cli;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsPicturesTest {

  @TempDir Path folder;
  private Path pictures;

  /** Folders of folders, 8 pictures of 32x32 in colour. */
  @BeforeEach
  void makesPictures() throws IOException {
    pictures = folder.resolve("pictures");
    for (int i = 0; i < 8; i++) {
      picture("in/depth-" + i % 2 + "/" + i + ".png", 32, 32, BufferedImage.TYPE_INT_RGB, i);
    }
  }

  private void picture(String name, int width, int height, int type, int seed) throws IOException {
    BufferedImage image = new BufferedImage(width, height, type);
    Random random = new Random(seed);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, random.nextInt(1 << 24));
    }
    Path file = pictures.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  private static Cli.Result run(String metric, Object... more) {
    List<Object> line = new ArrayList<>(List.of("metrics", metric));
    line.addAll(List.of(more));
    return Cli.run(line.toArray());
  }

  private static JsonNode results(Cli.Result result) throws IOException {
    assertThat(result.exitCode()).as(result.err()).isZero();
    return new ObjectMapper().readTree(result.out()).get("results");
  }

  private static void endsWithOneLine(Cli.Result result, String... words) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).hasLineCount(1).contains(words);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void otherSizesNeedAResolution() throws IOException {
    picture("in/large.png", 64, 64, BufferedImage.TYPE_INT_RGB, 20);
    picture("in/wide.png", 48, 32, BufferedImage.TYPE_INT_RGB, 21);
    Object[] sets = {"--fakes", pictures, "--reals", pictures, "--patches=4", "--json"};

    endsWithOneLine(run("swd", sets), "2 of 10 pictures", "large.png", "--resolution resizes");

    List<Object> resized = new ArrayList<>(List.of(sets));
    resized.addAll(List.of("--resolution=32", "--fit=pad"));
    JsonNode padded = results(run("swd", resized.toArray()));
    resized.set(resized.size() - 1, "--fit=stretch");
    JsonNode stretched = results(run("swd", resized.toArray()));
    assertThat(padded.at("/0/conditions/images").asInt()).isEqualTo(10);
    assertThat(padded.at("/0/conditions/reals")).isNotEqualTo(stretched.at("/0/conditions/reals"));
    assertThat(padded.at("/1/values")).isNotEqualTo(stretched.at("/1/values"));
  }

  @Test
  void greyPicturesAreRepeatedAndMixedOnesConverted() throws IOException {
    picture("grey.png", 32, 32, BufferedImage.TYPE_BYTE_GRAY, 30);
    endsWithOneLine(run("msssim", "--fakes", pictures), "--channels converts");
    results(run("msssim", "--fakes", pictures, "--channels=3", "--json"));

    Path mixed = pictures;
    pictures = folder.resolve("grey");
    for (int i = 0; i < 9; i++) {
      picture(i + ".png", 32, 32, BufferedImage.TYPE_BYTE_GRAY, i);
    }
    Object[] sets = {"--fakes", pictures, "--reals", mixed, "--channels=3", "--json"};
    results(run("swd", sets));
    assertThat(results(run("msssim", "--fakes", pictures, "--json")).at("/0/values"))
        .isEqualTo(
            results(run("msssim", "--fakes", pictures, "--channels=3", "--json")).at("/0/values"));
  }

  @Test
  void onePictureIsTooFewForPairs() throws IOException {
    Path one = Files.createDirectory(folder.resolve("one"));
    Files.copy(pictures.resolve("in/depth-0/0.png"), one.resolve("0.png"));
    endsWithOneLine(run("msssim", "--fakes", one), one + ": has 1 image", "needs at least 2");
  }

  @Test
  void setsMayDifferInSizeAndAreToldApart() throws IOException {
    for (int i = 8; i < 11; i++) {
      picture("in/" + i + ".png", 32, 32, BufferedImage.TYPE_INT_RGB, i);
    }
    Path fewer = pictures;
    pictures = folder.resolve("more");
    for (int i = 0; i < 12; i++) {
      picture(i + ".png", 32, 32, BufferedImage.TYPE_INT_RGB, 100 + i);
    }
    Path network = Files.write(folder.resolve("network.onnx"), SmallNetwork.bytes());
    Path out = folder.resolve("out");
    Object[] options = {"--inception", network, "--out", out, "--json"};
    for (List<Path> sets : List.of(List.of(fewer, pictures), List.of(pictures, fewer))) {
      List<Object> line = new ArrayList<>(List.of("--fakes", sets.get(0), "--reals", sets.get(1)));
      line.addAll(List.of(options));
      JsonNode all = results(run("all", line.toArray()));
      assertThat(all.findValuesAsText("metric"))
          .contains("swd", "msssim", "fid", "is", "kid", "pr");
      JsonNode is = results(run("is", line.toArray()));
      assertThat(is.at("/1/conditions/images").asInt()).isEqualTo(sets.get(0) == fewer ? 11 : 12);
      assertThat(is.at("/0/conditions/realImages").asInt())
          .isEqualTo(sets.get(0) == fewer ? 12 : 11);
    }

    Path copy = folder.resolve("copy");
    Files.createDirectory(copy);
    Files.copy(fewer.resolve("in/depth-0/0.png"), copy.resolve("0.png"));
    Files.copy(fewer.resolve("in/depth-1/1.png"), copy.resolve("1.png"));
    for (Path fakes : List.of(fewer, copy, copy)) {
      results(
          run(
              "msssim",
              "--num-images=2",
              "--fakes",
              fakes,
              "--reals",
              pictures,
              "--out",
              out,
              "--json"));
    }
    List<String> table = Files.readAllLines(out.resolve("metric-msssim-2.txt"));
    assertThat(table.stream().skip(2).map(line -> line.substring(0, line.indexOf(' '))))
        .containsExactly("Reals", "pictures", "copy");
  }

  @Test
  void anyNumberOfPixelsThatFitsWillDo() throws IOException {
    byte[] noise = new byte[90 * 3 * 96 * 96];
    new Random(3).nextBytes(noise);
    Path file = folder.resolve("noise.npy");
    NpyWriter.write(file, NpyArray.of(noise, 90, 3, 96, 96));
    JsonNode result = results(run("msssim", "--fakes", file, "--json"));
    JsonNode even = results(run("msssim", "--fakes", file, "--minibatch=10", "--json"));
    assertThat(result.at("/0/values/MS-SSIM").asDouble())
        .isCloseTo(even.at("/0/values/MS-SSIM").asDouble(), within(1e-12));
  }

  @Test
  void numbersBeyondFloat32AreNamed() throws IOException {
    Path file = folder.resolve("wide.npy");
    NpyWriter.write(file, NpyArray.of(new double[] {1, 2, 3, 1e200}, 4, 1));
    Cli.Result result = run("fid", "--fakes", file, "--reals", file);
    assertThat(result.exitCode()).isPositive();
    assertThat(result.err()).hasLineCount(1).contains(file + ": 1.0E200 is beyond the range");
  }

  @Test
  void anArchiveIsAsGoodAsItsFolder() throws IOException {
    Path zip = folder.resolve("pictures.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      for (int i = 0; i < 8; i++) {
        String name = "in/depth-" + i % 2 + "/" + i + ".png";
        entries.putNextEntry(new ZipEntry(name));
        entries.write(Files.readAllBytes(pictures.resolve(name)));
      }
    }
    JsonNode packed = results(run("swd", "--fakes", zip, "--reals", zip, "--json"));
    JsonNode plain = results(run("swd", "--fakes", pictures, "--reals", pictures, "--json"));
    assertThat(packed.at("/1/values")).isEqualTo(plain.at("/1/values"));
    assertThat(packed.at("/1/conditions")).isEqualTo(plain.at("/1/conditions"));
  }

  @Test
  void statisticsOfAFolderAreKeptByItsContent() throws IOException {
    Path network = Files.write(folder.resolve("network.onnx"), SmallNetwork.bytes());
    Object[] line = {"--fakes", pictures, "--reals", pictures, "--inception", network, "--json"};
    JsonNode first = results(run("fid", line));
    Path cache = pictures.resolve(".metrics");
    assertThat(cache.toFile().list()).hasSize(1);
    Path kept = cache.resolve(cache.toFile().list()[0]);
    byte[] bytes = Files.readAllBytes(kept);
    assertThat(results(run("fid", line)).at("/1/values")).isEqualTo(first.at("/1/values"));
    assertThat(kept).hasBinaryContent(bytes);

    picture("in/depth-0/0.png", 32, 32, BufferedImage.TYPE_INT_RGB, 77);
    JsonNode other = results(run("fid", line));
    assertThat(cache.toFile().list()).hasSize(2);
    assertThat(other.at("/0/conditions/reals")).isNotEqualTo(first.at("/0/conditions/reals"));
  }
}
