package io.progan.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.app.runs.RunSummary;
import io.progan.core.image.JpegPreview;
import io.progan.core.snapshot.RunDescription;
import io.progan.core.snapshot.TickStatistics;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.schedule.ScheduleStage;
import io.progan.presets.schedule.TrainingSchedule;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;

/** What the page knows of a run, as JSON. */
final class ReportData {

  /** More points than this make no difference to the eye. */
  private static final int MOST_TICKS = 4000;

  private static final int DIGITS = 6;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ReportData() {}

  static ObjectNode of(RunSummary run, ReportGrids grids) throws IOException {
    ObjectNode node = MAPPER.createObjectNode();
    String name = run.folder().path().getFileName().toString();
    node.put("folder", name);
    node.put("name", name);
    node.put("state", run.state().toString());
    node.put("reason", run.reason().orElse(null));
    node.put("kimg", run.kimg());
    node.put("totalKimg", run.totalKimg().orElse(null));
    node.put("resolution", run.last().map(TickStatistics::resolution).orElse(null));
    node.put("lod", run.last().map(TickStatistics::lod).orElse(null));
    node.put("secondsPerKimg", run.last().map(TickStatistics::secondsPerKimg).orElse(null));
    node.put("totalSeconds", run.last().map(TickStatistics::totalSeconds).orElse(null));
    node.put("secondsLeft", run.timeLeft().map(left -> left.seconds()).orElse(null));
    ObjectNode config = node.putObject("config");
    ArrayNode stages = node.putArray("stages");
    run.description()
        .ifPresent(
            description -> {
              config.put("version", description.version());
              flatten("dataset shape", MAPPER.valueToTree(description.datasetShape()), config);
              flatten("", ConfigJson.toTree(description.config()), config);
              addStages(description, stages);
            });
    List<TickStatistics> spread = ReportGrids.spread(run.ticks(), MOST_TICKS);
    node.set("ticks", ticks(spread));
    ArrayNode terms = node.putArray("lossTerms");
    run.last().ifPresent(tick -> tick.losses().keySet().forEach(terms::add));
    node.set("singularValues", SingularValueTable.of(spread));
    node.set("metrics", ReportMetrics.of(run.folder()));
    ArrayNode fakes = node.putArray("grids");
    grids.fakes().forEach(fake -> fakes.add(picture(fake.picture()).put("kimg", fake.kimg())));
    node.set("reals", grids.reals() == null ? null : picture(grids.reals()));
    return node;
  }

  private static ObjectNode picture(JpegPreview picture) {
    return MAPPER
        .createObjectNode()
        .put("width", picture.width())
        .put("height", picture.height())
        .put("src", PageTemplate.address(picture));
  }

  /** Keys of groups within groups, with points between them. */
  private static void flatten(String prefix, JsonNode tree, ObjectNode into) {
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      String key = prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey();
      JsonNode value = entry.getValue();
      if (value.isObject() && !value.isEmpty()) {
        flatten(key, value, into);
      } else {
        into.put(key, value.isTextual() ? value.asText() : value.toString());
      }
    }
  }

  private static void addStages(RunDescription run, ArrayNode stages) {
    TrainingSchedule schedule = TrainingSchedule.of(run.config(), run.datasetShape().resolution());
    for (ScheduleStage stage : schedule.stages()) {
      ObjectNode node = MAPPER.valueToTree(stage);
      stages.add(node.put("fading", stage.fading()));
    }
  }

  /** A column for each number of a tick. */
  private static ObjectNode ticks(List<TickStatistics> ticks) {
    ObjectNode columns = MAPPER.createObjectNode();
    columns.putArray("kimg");
    for (TickStatistics tick : ticks) {
      JsonNode line = MAPPER.valueToTree(tick);
      for (Map.Entry<String, JsonNode> value : line.properties()) {
        if (value.getValue().isObject()) {
          continue;
        }
        JsonNode number = value.getValue();
        ArrayNode column = columns.withArray(value.getKey());
        if (number.isIntegralNumber()) {
          column.add(number);
        } else if (number.isNumber()) {
          column.add(rounded(number.asDouble()));
        } else {
          column.addNull();
        }
      }
    }
    return columns;
  }

  static BigDecimal rounded(double value) {
    return new BigDecimal(value).round(new MathContext(DIGITS));
  }
}
