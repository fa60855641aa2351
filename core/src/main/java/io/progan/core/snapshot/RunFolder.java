package io.progan.core.snapshot;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of one run, {@code results/007-pgan-mnist-preset-v2-1gpu-fp32}.
 *
 * @param path where it lies
 */
public record RunFolder(Path path) {

  private static final Pattern NUMBERED = Pattern.compile("(\\d{1,9})-.*");
  private static final Pattern ABANDONED =
      Pattern.compile("network-abandoned-\\d{1,18}-\\d{1,9}\\.npz");
  private static final Pattern SNAPSHOT = Pattern.compile("network-snapshot-(\\d{1,18})\\.npz");

  /**
   * Makes a new folder, numbered one above the highest number there is.
   *
   * @param results the folder of all runs; made if it is missing
   * @param description what stands after the number
   * @throws IOException if the folder cannot be made
   */
  public static RunFolder create(Path results, String description) throws IOException {
    Files.createDirectories(results);
    for (long number = highest(results) + 1; ; number++) {
      Path path = results.resolve("%03d-%s".formatted(number, description));
      try {
        return new RunFolder(Files.createDirectory(path));
      } catch (FileAlreadyExistsException e) {
        // Another run took the number in this moment; the next one is free or will be refused too.
      }
    }
  }

  /**
   * Makes the folder of a run that has been given a name. It may be there already: of a run that
   * ended before it had begun.
   *
   * @param results the folder of all runs; made if it is missing
   * @param name a number, a dash and words
   * @throws IOException if the folder cannot be made
   */
  public static RunFolder named(Path results, String name) throws IOException {
    return new RunFolder(Files.createDirectories(results.resolve(name)));
  }

  /**
   * Whether this is the name of a run's folder: a number, a dash and words, without separators of
   * paths.
   */
  public static boolean isName(String name) {
    return NUMBERED.matcher(name).matches() && !name.matches(".*[/\\\\].*");
  }

  /** Whether a run has begun here. */
  public boolean begun() {
    return Files.exists(config()) || Files.exists(stats());
  }

  private static long highest(Path results) throws IOException {
    List<RunFolder> runs = list(results);
    return runs.isEmpty() ? -1 : runs.get(0).number();
  }

  /**
   * All run folders, the highest number first.
   *
   * @param results the folder of all runs; one that is missing holds none
   * @throws IOException if the folder cannot be read
   */
  public static List<RunFolder> list(Path results) throws IOException {
    if (!Files.isDirectory(results)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(results)) {
      return entries
          .map(RunFolder::new)
          .filter(run -> run.number() >= 0)
          .sorted(Comparator.comparing(RunFolder::number).reversed())
          .toList();
    }
  }

  /** The run's number; -1 for a folder of another name. */
  public long number() {
    Matcher matcher = NUMBERED.matcher(path.getFileName().toString());
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
  }

  /**
   * All files that may be snapshots, the newest first: by the images shown, and the final one
   * before them if the training is complete, else after them.
   *
   * @throws IOException if the folder cannot be read
   */
  public List<Path> snapshots() throws IOException {
    List<Path> all = new ArrayList<>(numberedSnapshots());
    if (Files.exists(finalSnapshot())) {
      all.add(Files.exists(done()) ? 0 : all.size(), finalSnapshot());
    }
    return all;
  }

  /** The snapshots but the final one, the newest first. */
  List<Path> numberedSnapshots() throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .filter(file -> thousands(file) >= 0)
          .sorted(Comparator.comparing(RunFolder::thousands).reversed())
          .toList();
    }
  }

  /**
   * The snapshots of ways that a rollback has given up, in no order. They are kept only for what
   * they are worth as networks.
   *
   * @throws IOException if the folder cannot be read
   */
  public List<Path> abandonedSnapshots() throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .filter(file -> ABANDONED.matcher(file.getFileName().toString()).matches())
          .toList();
    }
  }

  /** What a snapshot is called after a rollback has given it up. */
  Path abandoned(Path snapshot, int rollback) {
    return path.resolve("network-abandoned-%06d-%d.npz".formatted(thousands(snapshot), rollback));
  }

  /** Thousands of images shown, by a snapshot's name; -1 for a file of another name. */
  static long thousands(Path file) {
    Matcher matcher = SNAPSHOT.matcher(file.getFileName().toString());
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
  }

  /** The resolved configuration. */
  public Path config() {
    return path.resolve("config.json");
  }

  /** What the console showed. */
  public Path log() {
    return path.resolve("log.txt");
  }

  /** The file that {@link RunLock} locks. */
  public Path lock() {
    return path.resolve("run.lock");
  }

  /** What {@link RunEnd} writes. */
  public Path end() {
    return path.resolve("ended.json");
  }

  /** One JSON object a tick. */
  public Path stats() {
    return path.resolve("stats.jsonl");
  }

  /** The grid of real images. */
  public Path reals() {
    return path.resolve("reals.png");
  }

  /** The grid of generated images after so many real images were shown. */
  public Path fakes(long imagesSeen) {
    return path.resolve("fakes%06d.png".formatted(imagesSeen / 1000));
  }

  /** The networks after so many real images were shown. */
  public Path snapshot(long imagesSeen) {
    return path.resolve("network-snapshot-%06d.npz".formatted(imagesSeen / 1000));
  }

  /** The networks at the end. */
  public Path finalSnapshot() {
    return path.resolve("network-final.npz");
  }

  /** One JSON object a snapshot: how long the training had taken. */
  public Path times() {
    return path.resolve("times.jsonl");
  }

  /** One JSON object a rollback. */
  public Path rollbacks() {
    return path.resolve("rollbacks.jsonl");
  }

  /** An empty file that says that the training is complete. */
  public Path done() {
    return path.resolve("_training-done.txt");
  }
}
