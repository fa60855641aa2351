package io.progan.core.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads files of one JSON object a line, to which a training may be adding at this moment: what is
 * only half a line, or none, is passed over.
 */
public final class JsonLines {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private JsonLines() {}

  /**
   * All objects of a file; none if there is no such file.
   *
   * @throws IOException if it cannot be read
   */
  public static <T> List<T> read(Path file, Class<T> type) throws IOException {
    List<T> found = new ArrayList<>();
    if (Files.isRegularFile(file)) {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      text.lines().forEach(line -> add(line, type, found));
    }
    return found;
  }

  private static <T> void add(String line, Class<T> type, List<T> found) {
    try {
      JsonNode json = MAPPER.readTree(line);
      if (json.isObject()) {
        found.add(MAPPER.treeToValue(json, type));
      }
    } catch (JsonProcessingException e) {
      return; // half a line
    }
  }

  /**
   * The ticks of a run.
   *
   * @throws IOException if they cannot be read
   */
  public static List<TickStatistics> ticks(RunFolder folder) throws IOException {
    return read(folder.stats(), TickStatistics.class).stream()
        .filter(tick -> tick.tick() > 0)
        .toList();
  }
}
