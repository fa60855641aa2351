package io.progan.core.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.core.training.tick.TickTimes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** How the log shows a tick. */
  private static final Pattern TICK_LINE = Pattern.compile("tick (\\d{1,9}) .*");

  private final ObjectMapper mapper = new ObjectMapper();
  private final RunFolder folder;

  RunHistory(RunFolder folder) {
    this.folder = folder;
  }

  /**
   * Removes what a crash has left after a tick: files that are not finished, and lines of
   * statistics and log.
   */
  void cut(int lastTick) throws IOException {
    try (Stream<Path> entries = Files.list(folder.path())) {
      for (Path file : entries.filter(f -> f.toString().endsWith(AtomicFile.PARTIAL)).toList()) {
        Files.deleteIfExists(file);
      }
    }
    keep(folder.stats(), line -> isUpTo(lastTick, parse(line).path("tick")));
    keep(folder.log(), line -> isUpTo(lastTick, line));
  }

  /** A line that is only half there is not kept either. */
  private static boolean isUpTo(int lastTick, JsonNode tick) {
    return tick.isInt() && tick.asInt() <= lastTick;
  }

  /** Lines that are not of a tick stay: they tell what happened. */
  private static boolean isUpTo(int lastTick, String line) {
    Matcher tick = TICK_LINE.matcher(line);
    return !tick.matches() || Integer.parseInt(tick.group(1)) <= lastTick;
  }

  private static void keep(Path file, Predicate<String> wanted) throws IOException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    StringBuilder kept = new StringBuilder();
    lines(file).stream().filter(wanted).forEach(line -> kept.append(line).append('\n'));
    AtomicFile.write(file, out -> out.write(kept.toString().getBytes(StandardCharsets.UTF_8)));
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
