package io.progan.dataset.write;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What processes that were killed have left beside a dataset: {@code .NAME.partial-ID}, a dataset
 * that came into being; {@code .NAME.partial-ID.old}, one that was being replaced; {@code
 * .NAME.partial-ID.lock}, which a living process holds locked.
 */
public final class Leftovers {
  static final String PARTIAL = ".partial-";
  static final String OLD = ".old";
  static final String LOCK = ".lock";

  private static final Pattern ID = Pattern.compile("([0-9a-f-]+)(\\.old|\\.lock)?");

  private Leftovers() {}

  /** The hidden name that something of a dataset has for the process with that ID. */
  static Path path(Path target, String id, String suffix) {
    return target.resolveSibling("." + target.getFileName() + PARTIAL + id + suffix);
  }

  /**
   * Puts a dataset back that was about to be replaced when the process was killed, and deletes what
   * else dead processes have left. What belongs to living ones stays.
   *
   * @param target the dataset's folder, which need not exist
   * @return whether a dataset was put back
   */
  public static boolean clear(Path target) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    boolean restored = false;
    if (parent == null || !Files.isDirectory(parent)) {
      return false;
    }
    for (String id : ids(absolute, parent)) {
      try (FolderLock lock = FolderLock.tryTake(path(absolute, id, LOCK))) {
        if (lock != null) {
          restored |= clear(absolute, id);
        }
      }
    }
    return restored;
  }

  private static Set<String> ids(Path target, Path parent) throws IOException {
    String prefix = "." + target.getFileName() + PARTIAL;
    TreeSet<String> ids = new TreeSet<>();
    for (Path path : list(parent)) {
      String name = path.getFileName().toString();
      Matcher matcher = ID.matcher(name.startsWith(prefix) ? name.substring(prefix.length()) : "");
      if (matcher.matches()) {
        ids.add(matcher.group(1));
      }
    }
    return ids;
  }

  private static boolean clear(Path target, String id) throws IOException {
    Path old = path(target, id, OLD);
    boolean restore = Files.isDirectory(old) && !Files.exists(target);
    if (restore) {
      move(old, target);
    }
    for (Path path : List.of(old, path(target, id, ""))) {
      if (Files.exists(path)) {
        delete(path);
      }
    }
    return restore;
  }

  static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to);
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
