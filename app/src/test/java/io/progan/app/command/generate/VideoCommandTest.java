package io.progan.app.command.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.app.command.Cli;
import io.progan.core.generate.Generator;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.Java2DFrameConverter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code progan generate video|training-video}, decoded again. */
class VideoCommandTest {

  private static final int SIZE = 32;

  @TempDir static Path folder;
  @TempDir Path out;
  private static Path run;
  private static Path labelled;

  @BeforeAll
  static void train() {
    run = TrainedRun.train(folder.resolve("plain"));
    labelled = TrainedRun.train(folder.resolve("labelled"), "--labels=full");
  }

  private Cli.Result video(Path target, String name, Object... options) {
    List<Object> words = new ArrayList<>(List.of("generate", "video", target));
    words.addAll(List.of("--out", out.resolve(name)));
    words.addAll(Arrays.asList(options));
    return Cli.run(words.toArray());
  }

  private static List<BufferedImage> decode(Path file) throws IOException {
    List<BufferedImage> frames = new ArrayList<>();
    try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile());
        Java2DFrameConverter converter = new Java2DFrameConverter()) {
      grabber.start();
      assertThat(grabber.getVideoCodec()).isEqualTo(avcodec.AV_CODEC_ID_H264);
      assertThat(grabber.getPixelFormat()).isEqualTo(avutil.AV_PIX_FMT_BGR24);
      for (Frame frame = grabber.grabImage(); frame != null; frame = grabber.grabImage()) {
        frames.add(Java2DFrameConverter.cloneBufferedImage(converter.convert(frame)));
      }
    }
    return frames;
  }

  /** Mean absolute difference over all colours. */
  private static double difference(BufferedImage a, BufferedImage b) {
    double sum = 0;
    for (int i = 0; i < a.getWidth() * a.getHeight(); i++) {
      int x = i % a.getWidth();
      int y = i / a.getWidth();
      for (int shift = 0; shift < 24; shift += 8) {
        sum += Math.abs((a.getRGB(x, y) >> shift & 0xff) - (b.getRGB(x, y) >> shift & 0xff));
      }
    }
    return sum / (3.0 * a.getWidth() * a.getHeight());
  }

  @Test
  void aWalkLoops() throws IOException {
    Cli.Result result =
        video(
            run,
            "walk", // gets the ending of the usual format
            "--duration=2",
            "--fps=12",
            "--smoothing=0.5",
            "--grid-size=2x1",
            "--zoom=2",
            "--json");

    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(result.out());
    assertThat(json.get("frames").asInt()).isEqualTo(24);
    assertThat(json.get("width").asInt()).isEqualTo(4 * SIZE);
    List<BufferedImage> frames = decode(out.resolve("walk.mp4"));
    assertThat(frames).hasSize(24);
    assertThat(frames.get(0).getWidth()).isEqualTo(4 * SIZE);
    assertThat(frames.get(0).getHeight()).isEqualTo(2 * SIZE);
    double largest = 0;
    for (int i = 1; i < frames.size(); i++) {
      largest = Math.max(largest, difference(frames.get(i - 1), frames.get(i)));
    }
    assertThat(difference(frames.get(23), frames.get(0))).isLessThan(1.5 * largest);
    assertThat(difference(frames.get(0), frames.get(12))).isGreaterThan(largest);
  }

  /** Whole walks of pictures: each key frame is the image of its seed, to the bit. */
  @ParameterizedTest
  @CsvSource({"spherical", "smooth"})
  void keyframesAreTheImagesOfTheirSeeds(String path) throws IOException {
    Cli.Result result =
        video(
            run,
            "frames",
            "--keyframes=3,17,42",
            "--path=" + path,
            "--duration=2",
            "--fps=6",
            "--format=png");

    assertThat(result.exitCode()).as(result.err()).isZero();
    try (Stream<Path> files = Files.list(out.resolve("frames"))) {
      assertThat(files).hasSize(12);
    }
    try (Generator generator = Generator.load(run)) {
      long[] seeds = {3, 17, 42};
      for (int i = 0; i < 3; i++) {
        BufferedImage frame =
            ImageIO.read(out.resolve("frames/frame%06d.png".formatted(4 * i)).toFile());
        byte[] expected = generator.generate(generator.latents(seeds[i], 1)).pixels();
        for (int p = 0; p < SIZE * SIZE; p++) {
          assertThat(frame.getRGB(p % SIZE, p / SIZE) >> 16 & 0xff)
              .isBetween((expected[p] & 0xff) - 1, (expected[p] & 0xff) + 1);
        }
      }
    }
  }

  @Test
  void keyframesChangeClasses() throws IOException {
    Cli.Result result =
        video(labelled, "frames", "--keyframes=3:1,3:2", "--duration=1", "--fps=4", "--format=png");
    assertThat(result.exitCode()).as(result.err()).isZero();
    BufferedImage first = ImageIO.read(out.resolve("frames/frame000000.png").toFile());
    BufferedImage between = ImageIO.read(out.resolve("frames/frame000001.png").toFile());
    BufferedImage second = ImageIO.read(out.resolve("frames/frame000002.png").toFile());
    assertThat(difference(first, second)).isPositive();
    assertThat(difference(first, between)).isPositive();
    assertThat(difference(between, second)).isPositive();
    assertThat(video(labelled, "x.mp4", "--keyframes=3:nonesuch").err()).contains("no such class");
  }

  @Test
  void gifsRepeat() throws IOException {
    Cli.Result result = video(run, "WALK.GIF", "--duration=1", "--fps=8");
    assertThat(result.exitCode()).as(result.err()).isZero();
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(out.resolve("WALK.GIF").toFile())) {
      reader.setInput(in);
      assertThat(reader.getNumImages(true)).isEqualTo(8);
      assertThat(reader.read(7).getWidth()).isEqualTo(SIZE);
    } finally {
      reader.dispose();
    }
    byte[] content = Files.readAllBytes(out.resolve("WALK.GIF"));
    assertThat(new String(content, StandardCharsets.ISO_8859_1))
        .startsWith("GIF89a")
        .contains("NETSCAPE2.0");
  }

  @Test
  void aTrainingHasItsVideo() throws IOException {
    Path file = out.resolve("training.mp4");
    Cli.Result result =
        Cli.run("generate", "training-video", run, "--duration=1", "--fps=10", "--out", file);
    assertThat(result.exitCode()).as(result.err()).isZero();
    BufferedImage grid = ImageIO.read(run.resolve("fakes000000.png").toFile());
    List<BufferedImage> frames = decode(file);
    assertThat(frames).hasSize(10);
    assertThat(frames.get(9).getWidth()).isEqualTo(grid.getWidth());
    assertThat(frames.get(9).getHeight()).isEqualTo(grid.getHeight());
  }

  @Test
  void aRunWithoutGridsHasNoTrainingVideo() throws IOException {
    Path empty = Files.createDirectory(out.resolve("000-empty"));
    Cli.Result result = Cli.run("generate", "training-video", empty);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("no image grids").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--duration=0       | not between 1 and 1000000 frames",
        "--duration=NaN     | not between 1 and 1000000 frames",
        "--fps=0            | must be above 0",
        "--bitrate=lots     | must be bits per second",
        "--shrink=4         | frames of 8x8 pixels are no H.264 video",
        "--zoom=200         | too large for H.264",
        "--smoothing=-1     | must be above 0",
        "--path=smooth      | only with --keyframes",
        "--keyframes=1,x    | must be a whole number",
        "--format=avi       | must be mp4, gif or png",
      })
  void refusesInOneLine(String option, String message) throws IOException {
    Cli.Result result = video(run, "video.mp4", "--duration=1", "--fps=2", option);
    if (option.startsWith("--duration") || option.startsWith("--fps")) {
      result = video(run, "video.mp4", option);
    }
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).hasLineCount(1).contains(message);
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files).isEmpty();
    }
  }
}
