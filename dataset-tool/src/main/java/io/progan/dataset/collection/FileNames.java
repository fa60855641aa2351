package io.progan.dataset.collection;

import java.util.Arrays;
import java.util.List;

/** Which names are passed over or refused. */
final class FileNames {
  private static final List<String> LEFT_BEHIND =
      List.of("__MACOSX", "Thumbs.db", "desktop.ini", "@eaDir");

  private FileNames() {}

  /** Whether a file or folder of that name is passed over. */
  static boolean ignored(String name) {
    return (name.startsWith(".") && !name.equals(".") && !name.startsWith(".."))
        || LEFT_BEHIND.contains(name);
  }

  /** Whether any part of a path with {@code /} is {@link #ignored}. */
  static boolean pathIgnored(String path) {
    return Arrays.stream(path.split("/", -1)).anyMatch(FileNames::ignored);
  }

  /** A path for messages, which stay one line and hold nothing that a terminal obeys. */
  static String shown(String path) {
    return path.replaceAll("\\p{Cntrl}", "?");
  }

  /** Whether a path leads out of the place it is meant for. */
  static boolean leadsElsewhere(String path) {
    return path.startsWith("/")
        || path.contains("\\")
        || path.matches("[A-Za-z]:.*")
        || Arrays.asList(path.split("/", -1)).contains("..");
  }
}
