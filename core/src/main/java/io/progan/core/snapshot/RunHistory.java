package io.progan.core.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.core.training.TickTimes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a run's folder says about the past of a run that goes on. */
final class RunHistory {

  /**
   * A line of {@code times.jsonl}.
   *
   * @param imagesSeen real images shown when a snapshot was saved
   * @param times how long the training had taken
   */
  record Times(long imagesSeen, TickTimes times) {}

  private final ObjectMapper mapper = new ObjectMapper();
  private final RunFolder folder;

  RunHistory(RunFolder folder) {
    this.folder = folder;
  }

  /** Removes files that a crash has left unfinished. */
  void removePartialFiles() throws IOException {
    try (Stream<Path> entries = Files.list(folder.path())) {
      for (Path file : entries.filter(f -> f.toString().endsWith(".npz.partial")).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Keeps the statistics up to a tick; what stands after it, or is only half a line, goes. */
  void cutStatistics(int lastTick) throws IOException {
    List<String> kept = new ArrayList<>();
    for (String line : lines(folder.stats())) {
      JsonNode tick = parse(line).path("tick");
      if (tick.isInt() && tick.asInt() <= lastTick) {
        kept.add(line);
      }
    }
    Path partial = folder.stats().resolveSibling(folder.stats().getFileName() + ".partial");
    Files.write(partial, kept);
    Files.move(
        partial,
        folder.stats(),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** How long the training had taken when so many images had been shown; zeros if not known. */
  TickTimes times(long imagesSeen) throws IOException {
    TickTimes found = TickTimes.NONE;
    for (String line : lines(folder.times())) {
      JsonNode json = parse(line);
      if (json.path("imagesSeen").asLong(-1) == imagesSeen) {
        found = mapper.treeToValue(json, Times.class).times();
      }
    }
    return found;
  }

  private JsonNode parse(String line) {
    try {
      return mapper.readTree(line);
    } catch (JsonProcessingException e) {
      return mapper.missingNode();
    }
  }

  /** Not read strictly: a crash may have left anything at the end. */
  private static List<String> lines(Path file) throws IOException {
    return Files.exists(file)
        ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList()
        : List.of();
  }
}
