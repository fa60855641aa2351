package io.progan.app.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.app.ranking.RankedSnapshot;
import io.progan.metrics.registry.MetricSpec;
import java.util.List;

/** Runs for scripts. */
public final class RunJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RunJson() {}

  /** One JSON array, ending with a line break. */
  public static String list(List<RunSummary> runs) {
    ArrayNode array = MAPPER.createArrayNode();
    runs.forEach(run -> array.add(brief(run)));
    return text(array);
  }

  /** One JSON object, ending with a line break. */
  public static String full(RunSummary run) {
    ObjectNode node = brief(run);
    ArrayNode stages = node.putArray("stagesLeft");
    run.timeLeft().ifPresent(left -> left.stages().forEach(stage -> stages.add(stage(stage))));
    node.set("lastTick", run.last().map(MAPPER::<ObjectNode>valueToTree).orElse(null));
    ArrayNode metrics = node.putArray("lastMetrics");
    run.metrics().forEach(metrics::add);
    ArrayNode snapshots = node.putArray("snapshots");
    run.snapshots().forEach(file -> snapshots.add(file.toString()));
    ObjectNode best = node.putObject("best");
    run.best().forEach((metric, of) -> best.set(metric.name(), best(metric, of)));
    node.set("rollbacks", MAPPER.valueToTree(run.rollbacks()));
    node.put("resume", run.resumeCommand().orElse(null));
    run.description().ifPresent(of -> node.put("version", of.version()));
    return text(node);
  }

  private static ObjectNode brief(RunSummary run) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("run", run.folder().path().toString());
    node.put("number", run.folder().number());
    node.put("state", run.state().toString());
    node.put("process", run.process().orElse(null));
    node.put("reason", run.reason().orElse(null));
    node.put("kimg", run.kimg());
    node.put("totalKimg", run.totalKimg().orElse(null));
    node.put("lod", run.last().map(tick -> tick.lod()).orElse(null));
    node.put("resolution", run.last().map(tick -> tick.resolution()).orElse(null));
    node.put("tick", run.last().map(tick -> tick.tick()).orElse(0));
    node.put("secondsPerKimg", run.last().map(tick -> tick.secondsPerKimg()).orElse(null));
    node.put("totalSeconds", run.last().map(tick -> tick.totalSeconds()).orElse(null));
    node.put("secondsLeft", run.timeLeft().map(TimeLeft::seconds).orElse(null));
    return node;
  }

  private static ObjectNode best(MetricSpec metric, RankedSnapshot best) {
    return MAPPER
        .createObjectNode()
        .put("snapshot", best.file().toString())
        .put("kimg", best.kimg())
        .put("column", metric.ranking().main())
        .put("value", best.value());
  }

  private static ObjectNode stage(TimeLeft.StageTime stage) {
    return MAPPER
        .createObjectNode()
        .put("resolution", stage.stage().resolution())
        .put("fading", stage.stage().fading())
        .put("kimg", stage.kimg())
        .put("secondsPerKimg", stage.secondsPerKimg())
        .put("measured", stage.measured())
        .put("seconds", stage.seconds());
  }

  private static String text(Object node) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
