package io.progan.app.sweep;

import static io.progan.app.report.PageTemplate.escaped;

import io.progan.app.report.NewestGrid;
import io.progan.app.report.PageTemplate;
import io.progan.core.image.JpegPreview;
import io.progan.core.snapshot.RunFolder;
import io.progan.presets.study.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A study on one HTML page: the table, and the grids of all variants side by side. */
final class StudyPage {

  /** Of all pictures; base64 makes a third more of them. */
  private static final long PICTURE_BYTES = 13_000_000;

  private static final long LEAST_PICTURE_BYTES = 60_000;

  private final SweepPlan plan;
  private final StudyFolder folder;
  private final Ledger ledger;

  StudyPage(SweepPlan plan, StudyFolder folder, Ledger ledger) {
    this.plan = plan;
    this.folder = folder;
    this.ledger = ledger;
  }

  /**
   * The page.
   *
   * @throws IOException if a run's folder cannot be read
   */
  String html() throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("title", escaped(plan.study().name()));
    parts.put("description", escaped(plan.study().description()));
    parts.put("made", escaped(PageTemplate.made()));
    parts.put("style", PageTemplate.style());
    parts.put("table", table(StudyTable.of(plan, ledger)));
    parts.put("notes", notes());
    parts.put("grids", grids());
    parts.put("runs", runs());
    return PageTemplate.filled("study.html", parts);
  }

  private static String table(StudyTable table) {
    StringBuilder text = new StringBuilder("<tr><th>Training configuration</th>");
    table.columns().forEach(c -> text.append("<th>").append(escaped(c)).append("</th>"));
    text.append("</tr>\n");
    for (StudyTable.Row row : table.rows()) {
      text.append("<tr><td>").append(escaped(row.variant().label())).append("</td>");
      for (String column : table.columns()) {
        text.append("<td class=\"number\">").append(cell(row.cells().get(column))).append("</td>");
      }
      text.append("</tr>\n");
    }
    return text.toString();
  }

  private static String cell(StudyTable.Cell cell) {
    if (cell == null) {
      return "-";
    }
    String words = escaped(StudyNotes.words(cell, " ± "));
    return cell.best() ? "<strong>" + words + "</strong>" : words;
  }

  private String notes() {
    String about =
        "<p class=\"quiet\">" + escaped(String.join(" ", StudyNotes.about(plan))) + "</p>\n";
    return about
        + StudyNotes.missing(ledger).stream()
            .map(line -> "<p>" + escaped(line) + "</p>\n")
            .collect(Collectors.joining());
  }

  /** A section for each seed; the page keeps to the first seeds where all would be too much. */
  private String grids() throws IOException {
    int variants = plan.study().variants().size();
    int seeds =
        (int) Math.max(1, Math.min(plan.seeds(), PICTURE_BYTES / LEAST_PICTURE_BYTES / variants));
    long budget = PICTURE_BYTES / seeds / variants;
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < seeds; k++) {
      List<SweepRun> runs = ledger.runs().subList(k * variants, (k + 1) * variants);
      text.append("<h3>")
          .append(escaped(seedTitle(runs)))
          .append("</h3>\n<div class=\"images\">\n");
      Optional<Integer> latents = Optional.empty();
      for (SweepRun run : runs) {
        Optional<JpegPreview> grid = NewestGrid.of(folder.run(run), budget);
        Optional<Integer> size = latentSize(run);
        latents = latents.isPresent() ? latents : size;
        String other = size.equals(latents) ? "" : ", other latents: of size " + size.orElse(0);
        grid.ifPresent(picture -> text.append(figure(run.variant(), other, picture)));
      }
      text.append("</div>\n");
    }
    return text.toString();
  }

  private static String seedTitle(List<SweepRun> runs) {
    return "Seed "
        + runs.stream()
            .map(run -> Integer.toString(run.seed()))
            .distinct()
            .collect(Collectors.joining(", "));
  }

  private static String figure(Variant variant, String other, JpegPreview picture) {
    return "<figure><figcaption>%s</figcaption><div class=\"frame\"><img alt=\"%s\" width=\"%d\" height=\"%d\" src=\"%s\"></div></figure>\n"
        .formatted(
            escaped(variant.label() + other),
            escaped("generated images of " + variant.label()),
            picture.width(),
            picture.height(),
            PageTemplate.address(picture));
  }

  private Optional<Integer> latentSize(SweepRun run) throws IOException {
    RunFolder at = folder.run(run);
    return Files.exists(at.config()) ? GridLatents.size(at) : Optional.empty();
  }

  private String runs() {
    StringBuilder text =
        new StringBuilder("<tr><th>Run</th><th>Variant</th><th>Seed</th><th>State</th></tr>\n");
    for (SweepRun run : ledger.runs()) {
      text.append(
          "<tr><td>%s</td><td>%s</td><td class=\"number\">%d</td><td>%s</td></tr>\n"
              .formatted(
                  escaped("runs/" + run.name()),
                  escaped(run.variant().label()),
                  run.seed(),
                  ledger.state(run)));
    }
    return text.toString();
  }
}
