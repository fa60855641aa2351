package io.progan.app.ranking;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.snapshot.ContentChecksum;
import io.progan.core.snapshot.JsonLines;
import io.progan.core.snapshot.Retention;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.snapshot.SnapshotException;
import io.progan.core.snapshot.SnapshotRanking;
import io.progan.metrics.registry.MetricSpec;
import io.progan.metrics.registry.Metrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the snapshots of a run in order by a metric's main column, from the run's results on the
 * disk alone. A result is of a snapshot if the checksum is that of its content, whatever the file
 * is called now; of several the newest counts. Values of other conditions are not compared with
 * each other.
 *
 * @param run the run's folder
 */
public record MetricRanking(RunFolder run) implements SnapshotRanking {

  /** The name of the results' file in a run's folder. */
  public static final String RESULTS = "metrics.jsonl";

  /** Under several conditions, the best of each. */
  @Override
  public Set<Path> best(Retention.Best wanted, List<Path> snapshots) throws IOException {
    MetricSpec spec = Metrics.named(wanted.metric()).orElseThrow();
    Set<Path> best = new HashSet<>();
    for (List<RankedSnapshot> ranked : byConditions(spec, snapshots)) {
      ranked.stream().limit(wanted.count()).map(RankedSnapshot::file).forEach(best::add);
    }
    return best;
  }

  /**
   * The snapshots that have been measured, the best first. Under several conditions, those under
   * which most were measured, and of equals the newest.
   *
   * @param snapshots files of the run; of those with the same content only the first counts
   * @throws IOException if the results cannot be read
   */
  public List<RankedSnapshot> ranked(MetricSpec spec, List<Path> snapshots) throws IOException {
    List<RankedSnapshot> most = List.of();
    for (List<RankedSnapshot> ranked : byConditions(spec, snapshots)) {
      most = ranked.size() >= most.size() ? ranked : most;
    }
    return most;
  }

  private Collection<List<RankedSnapshot>> byConditions(MetricSpec spec, List<Path> snapshots)
      throws IOException {
    Map<JsonNode, Map<String, JsonNode>> results = results(spec);
    Map<String, Path> files = results.isEmpty() ? Map.of() : byContent(snapshots);
    List<List<RankedSnapshot>> all = new ArrayList<>();
    for (Map<String, JsonNode> measured : results.values()) {
      List<RankedSnapshot> ranked = new ArrayList<>();
      files.forEach(
          (content, file) -> {
            JsonNode result = measured.get(content);
            JsonNode value = result == null ? null : value(spec, result);
            if (value != null && value.isNumber()) {
              double kimg = result.at("/snapshot/kimg").asDouble();
              ranked.add(new RankedSnapshot(file, kimg, value.asDouble()));
            }
          });
      ranked.sort(Comparator.comparing(RankedSnapshot::value, spec.ranking().order()));
      all.add(ranked);
    }
    return all;
  }

  private static JsonNode value(MetricSpec spec, JsonNode result) {
    return result.path("values").get(spec.ranking().main());
  }

  /** By conditions, those of the newest result last, and checksum. */
  private Map<JsonNode, Map<String, JsonNode>> results(MetricSpec spec) throws IOException {
    Map<JsonNode, Map<String, JsonNode>> results = new LinkedHashMap<>();
    for (JsonNode line : JsonLines.read(run.path().resolve(RESULTS), JsonNode.class)) {
      JsonNode content = line.at("/snapshot/checksum");
      if (line.path("metric").asText().equals(spec.name()) && content.isTextual()) {
        JsonNode conditions = line.path("conditions");
        Map<String, JsonNode> measured = results.remove(conditions);
        measured = measured == null ? new LinkedHashMap<>() : measured;
        measured.put(content.asText(), line);
        results.put(conditions, measured);
      }
    }
    return results;
  }

  private static Map<String, Path> byContent(List<Path> snapshots) throws IOException {
    Map<String, Path> files = new LinkedHashMap<>();
    for (Path snapshot : snapshots) {
      try {
        files.putIfAbsent(ContentChecksum.of(snapshot), snapshot);
      } catch (SnapshotException e) {
        // Damaged: whoever reads it says so.
      }
    }
    return files;
  }
}
