package io.progan.app.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.app.console.CommandFailure;
import io.progan.app.metrics.MetricNames;
import io.progan.metrics.registry.MetricSpec;
import io.progan.presets.config.ConfigException;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.RunConfig;
import io.progan.presets.study.Studies;
import io.progan.presets.study.Study;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A study's {@code study.json}: what it consists of, what became of its runs, and the table. */
final class StudyJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private StudyJson() {}

  /**
   * What a file says.
   *
   * @param figures of runs that have been measured, by the runs' names
   * @param processes that worked on runs when it was written, by the runs' names
   */
  record Stored(SweepPlan plan, Map<String, List<Figures>> figures, Map<String, Long> processes) {

    /** Of a study that has not begun. */
    static Stored begun(SweepPlan plan) {
      return new Stored(plan, Map.of(), Map.of());
    }
  }

  /** The file's text. */
  static String text(SweepPlan plan, StudyFolder folder, Ledger ledger) {
    ObjectNode root = MAPPER.createObjectNode();
    root.set("study", plan.study().toTree());
    ObjectNode options = root.putObject("options");
    options.put("dataset", plan.dataset().orElse(null));
    options.put("dataDir", plan.dataDir().toString());
    options.put("threads", boxed(plan.threads()));
    options.put("seeds", plan.seeds());
    ArrayNode metrics = options.putArray("metrics");
    plan.metrics().forEach(spec -> metrics.add(spec.name()));
    options.put("metricsImages", boxed(plan.metricsImages()));
    ArrayNode runs = root.putArray("runs");
    ledger.runs().forEach(run -> runs.add(RunEntry.of(run, folder, ledger)));
    root.set("table", TableJson.of(StudyTable.of(plan, ledger)));
    ObjectNode configs = root.putObject("configs");
    plan.configs().forEach((variant, config) -> configs.set(variant, ConfigJson.toTree(config)));
    return root.toPrettyString().replace(System.lineSeparator(), "\n") + "\n";
  }

  private static Integer boxed(OptionalInt value) {
    return value.isPresent() ? (Integer) value.getAsInt() : null;
  }

  /**
   * Reads the file.
   *
   * @throws CommandFailure in one line, if it is damaged
   * @throws IOException if it cannot be read
   */
  static Stored read(Path file) throws IOException {
    try {
      JsonNode root = MAPPER.readTree(Files.readAllBytes(file));
      JsonNode runs = root.required("runs");
      return new Stored(plan(root), figures(runs), processes(runs));
    } catch (JsonProcessingException
        | IllegalArgumentException
        | ConfigException
        | CommandFailure e) {
      String problem = e.getMessage().replaceAll("\\s*\\R\\s*", " ");
      throw CommandFailure.wrongUsage(
          "%s: damaged (%s); name another folder with --out".formatted(file, problem));
    }
  }

  private static SweepPlan plan(JsonNode root) {
    Study study = Studies.fromTree(root.required("study"));
    JsonNode options = root.required("options");
    Map<String, RunConfig> configs = new LinkedHashMap<>();
    study
        .variants()
        .forEach(
            variant -> {
              JsonNode config = root.required("configs").required(variant.name());
              configs.put(variant.name(), ConfigJson.read(config.toString()));
            });
    List<String> names = new ArrayList<>();
    options.required("metrics").forEach(name -> names.add(name.asText()));
    List<MetricSpec> metrics = MetricNames.specs("metrics", names);
    return new SweepPlan(
        study,
        Optional.ofNullable(options.path("dataset").textValue()),
        Path.of(options.required("dataDir").asText()),
        integer(options.path("threads")),
        configs,
        options.required("seeds").asInt(),
        metrics,
        integer(options.path("metricsImages")));
  }

  private static OptionalInt integer(JsonNode node) {
    return node.isInt() ? OptionalInt.of(node.intValue()) : OptionalInt.empty();
  }

  private static Map<String, Long> processes(JsonNode runs) {
    Map<String, Long> processes = new HashMap<>();
    for (JsonNode run : runs) {
      if (run.path("process").isIntegralNumber()) {
        processes.put(run.path("run").asText(), run.path("process").longValue());
      }
    }
    return processes;
  }

  private static Map<String, List<Figures>> figures(JsonNode runs) throws JsonProcessingException {
    Map<String, List<Figures>> figures = new HashMap<>();
    for (JsonNode run : runs) {
      List<Figures> found = new ArrayList<>();
      for (JsonNode metric : run.path("metrics")) {
        found.add(Figures.fromTree(metric));
      }
      figures.put(run.path("run").asText(), found);
    }
    return figures;
  }
}
