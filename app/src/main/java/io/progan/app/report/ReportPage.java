package io.progan.app.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.app.runs.RunSummary;
import io.progan.core.snapshot.RunFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.IntConsumer;

/** Puts a page together. */
public final class ReportPage {

  /** Of all pictures; base64 makes a third more of them, and the page stays below 20 MB. */
  private static final long PICTURE_BYTES = 13_000_000;

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
    parts.put("title", PageTemplate.escaped(title));
    parts.put("made", PageTemplate.escaped(PageTemplate.made()));
    parts.put("style", PageTemplate.style());
    parts.put("data", MAPPER.writeValueAsString(data).replace("<", "\\u003c"));
    parts.put("library", library());
    parts.put("charts", PageTemplate.resource("charts.js"));
    parts.put("script", PageTemplate.resource("report.js"));
    return PageTemplate.filled("report.html", parts);
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

  private static String library() throws IOException {
    Properties versions = new Properties();
    try (InputStream in = PageTemplate.open("report.properties")) {
      versions.load(in);
    }
    String version = versions.getProperty("chart.js");
    return PageTemplate.resource(
        "/META-INF/resources/webjars/chart.js/" + version + "/dist/chart.umd.min.js");
  }
}
