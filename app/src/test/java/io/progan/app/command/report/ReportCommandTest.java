package io.progan.app.command.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.app.command.Cli;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of runs that were put together by hand. */
class ReportCommandTest {

  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>");

  @TempDir Path results;

  private Path run(String name) throws IOException {
    Path run = Files.createDirectories(results.resolve(name));
    String tick = "{\"tick\": %d, \"kimg\": %d, \"generatorLoss\": %s, \"resolution\": 4}\n";
    Files.writeString(
        run.resolve("stats.jsonl"),
        tick.formatted(1, 5, "-1.23456789") + tick.formatted(2, 10, "null") + "{\"tick\": 3, ");
    return run;
  }

  private static void noise(Path file, int side, Random random) throws IOException {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    ImageIO.write(image, "png", file.toFile());
  }

  private static JsonNode data(Path page) throws IOException {
    Matcher matcher = DATA.matcher(Files.readString(page));
    assertThat(matcher.find()).isTrue();
    return new ObjectMapper().readTree(matcher.group(1));
  }

  private Cli.Result report(Object... words) {
    Object[] all = new Object[words.length + 2];
    all[0] = "report";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "--results=" + results;
    return Cli.run(all);
  }

  @Test
  void holdsTicksMetricsAndPicturesOfARun() throws IOException {
    Path run = run("003-<b>&");
    noise(run.resolve("reals.png"), 64, new Random(1));
    for (int i = 0; i < 3; i++) {
      noise(run.resolve("fakes%06d.png".formatted(5 * i)), 64, new Random(i));
    }
    Files.writeString(
        run.resolve("metrics.jsonl"),
        """
        {"metric": "fid", "snapshot": {"kimg": 10}, "values": {"FID": 7.5}}
        {"metric": "fid", "row": "Reals", "values": {"FID": 1}}
        """);

    Cli.Result result = report(3);

    Path page = run.resolve("report.html");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo(page + "\n");
    JsonNode only = data(page).at("/runs/0");
    assertThat(only.get("name").asText()).isEqualTo("003-<b>&");
    assertThat(only.at("/ticks/kimg")).hasSize(2);
    assertThat(only.at("/ticks/generatorLoss").toString()).isEqualTo("[-1.23457,null]");
    assertThat(only.at("/metrics/0/series/FID").toString()).isEqualTo("[[10.0,7.5]]");
    assertThat(only.at("/grids")).hasSize(3);
    assertThat(only.at("/grids/2/kimg").asInt()).isEqualTo(10);
    assertThat(only.at("/reals/src").asText()).startsWith("data:image/jpeg;base64,");
    String html = Files.readString(page);
    assertThat(html.indexOf("Chart.js v")).as("the library is part of the page").isPositive();
    String frame = DATA.matcher(html.substring(0, html.indexOf("Chart.js v"))).replaceFirst("");
    assertThat(frame).contains("<title>003-&lt;b&gt;&amp;</title>").doesNotContain("[[");
    assertThat(frame)
        .as("nothing to fetch")
        .doesNotContainPattern("(src|href|url)[=(]\"?(?!\"?data:)");
  }

  @Test
  void comparesRuns() throws IOException {
    run("000-a");
    run("001-b");
    assertThat(report("0", "1").exitCode()).isZero();
    assertThat(data(results.resolve("report.html")).get("runs")).hasSize(2);
  }

  @Test
  void staysBelowItsSizeWithManyLargeGrids() throws IOException {
    Path run = run("000-a");
    noise(run.resolve("fakes000000.png"), 1800, new Random(1));
    for (int i = 1; i < 60; i++) {
      Files.copy(run.resolve("fakes000000.png"), run.resolve("fakes%06d.png".formatted(i)));
    }
    Path page = results.resolve("page.html");
    assertThat(report("latest", "--out", page).exitCode()).isZero();
    assertThat(Files.size(page)).isBetween(2_000_000L, 20_000_000L);
    JsonNode grids = data(page).at("/runs/0/grids");
    assertThat(grids.get(0).get("kimg").asInt()).isZero();
    assertThat(grids.get(grids.size() - 1).get("kimg").asInt()).isEqualTo(59);
  }

  @Test
  void aFolderWithoutARunIsRefused() throws IOException {
    Files.createDirectory(results.resolve("000-empty"));
    Cli.Result result = report("0");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("holds no run").hasLineCount(1);
    assertThat(results.resolve("000-empty/report.html")).doesNotExist();
    assertThat(report("9").exitCode()).isEqualTo(2);
  }
}
