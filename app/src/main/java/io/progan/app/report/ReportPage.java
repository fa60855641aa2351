package io.progan.app.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.app.runs.RunSummary;
import io.progan.core.snapshot.RunFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a page together. */
public final class ReportPage {

  /** Of all pictures; base64 makes a third more of them, and the page stays below 20 MB. */
  private static final long PICTURE_BYTES = 13_000_000;

  private static final Pattern PLACE = Pattern.compile("\\[\\[(\\w+)]]");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ReportPage() {}

  /**
   * The page of some runs.
   *
   * @param runs one or more, which are compared
   * @param progress told how many runs have been read
   * @return HTML, in UTF-8 at most 20 MB
   * @throws IOException if a folder cannot be read
   */
  public static String of(List<RunFolder> runs, IntConsumer progress) throws IOException {
    ObjectNode data = MAPPER.createObjectNode();
    ArrayNode array = data.putArray("runs");
    for (RunFolder run : runs) {
      ReportGrids grids = ReportGrids.of(run, PICTURE_BYTES / runs.size());
      array.add(ReportData.of(RunSummary.of(run), grids));
      progress.accept(array.size());
    }
    tellApart(runs, array);
    String title =
        runs.size() == 1
            ? runs.get(0).path().getFileName().toString()
            : "Comparison of " + runs.size() + " runs";
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("title", escaped(title));
    parts.put("made", escaped("Made by progan, " + now()));
    parts.put("style", resource("report.css"));
    parts.put("data", MAPPER.writeValueAsString(data).replace("<", "\\u003c"));
    parts.put("library", library());
    parts.put("charts", resource("charts.js"));
    parts.put("script", resource("report.js"));
    return filled(resource("report.html"), parts);
  }

  /** Runs of the same name, of different folders of runs, are named by their paths. */
  private static void tellApart(List<RunFolder> runs, ArrayNode array) {
    for (int i = 0; i < runs.size(); i++) {
      Path name = runs.get(i).path().getFileName();
      if (runs.stream().filter(run -> run.path().getFileName().equals(name)).count() > 1) {
        ((ObjectNode) array.get(i)).put("name", runs.get(i).path().toString());
      }
    }
  }

  private static String filled(String template, Map<String, String> parts) {
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
  }

  private static String now() {
    return ZonedDateTime.now(ZoneId.systemDefault())
        .format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String library() throws IOException {
    Properties versions = new Properties();
    try (InputStream in = open("report.properties")) {
      versions.load(in);
    }
    String version = versions.getProperty("chart.js");
    return resource("/META-INF/resources/webjars/chart.js/" + version + "/dist/chart.umd.min.js");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = ReportPage.class.getResourceAsStream(name);
    if (in == null) {
      throw new FileNotFoundException(name + " is missing from the programme; build it again");
    }
    return in;
  }
}
