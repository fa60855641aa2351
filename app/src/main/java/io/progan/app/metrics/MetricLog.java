package io.progan.app.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.app.ranking.MetricRanking;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The results of a run, {@code metrics.jsonl}: one JSON object a line, only ever added to. Half a
 * line, left by a crash, is passed over.
 */
final class MetricLog {

  /** The name of the file in a run's folder. */
  static final String FILE_NAME = MetricRanking.RESULTS;

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Path file;

  /** The results in a folder; there need not be any yet. */
  MetricLog(Path folder) {
    this.file = folder.resolve(FILE_NAME);
  }

  /** All results, oldest first; of those of one row and the same conditions only the newest. */
  List<MetricResult> read() throws IOException {
    List<MetricResult> results = new ArrayList<>();
    if (Files.exists(file)) {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      text.lines().forEach(line -> parse(line, results));
    }
    return results;
  }

  private static void parse(String line, List<MetricResult> results) {
    try {
      MetricResult result = JSON.readValue(line, MetricResult.class);
      if (result != null && result.conditions() != null && result.row() != null) {
        results.removeIf(result::sameCell);
        results.add(result);
      }
    } catch (JsonProcessingException e) {
      // What a crash has left, or another programme's line: not a result.
    }
  }

  /** Adds a result. */
  void append(MetricResult result) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = channel.size();
      String line = (endsWithinLine(channel, end) ? "\n" : "") + json(result) + "\n";
      channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)), end);
      channel.force(true); // snapshots are removed for what it says
    }
  }

  private static boolean endsWithinLine(FileChannel channel, long end) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return end > 0 && channel.read(last, end - 1) == 1 && last.get(0) != '\n';
  }

  /** A result, or its conditions, in one line. */
  static String json(Object result) throws IOException {
    return JSON.writeValueAsString(result);
  }
}
