package io.progan.dataset.collection;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which names are passed over or refused. */
final class FileNames {
  /** What systems leave behind, in lower case. */
  private static final List<String> LEFT_BEHIND =
      List.of(
          "__macosx",
          "icon\r", // of the Finder; the others are how it arrives elsewhere
          "icon\uf00d",
          "icon^m",
          "thumbs.db",
          "ehthumbs.db",
          "ehthumbs_vista.db",
          "desktop.ini",
          "picasa.ini",
          "$recycle.bin",
          "system volume information",
          "@eadir", // of network storage
          "@tmp",
          "@recycle",
          "@__thumb",
          "#recycle",
          "#snapshot",
          "network trash folder",
          "temporary items",
          "lost+found");

  /** What systems append to the name of a file for their notes about it, in lower case. */
  private static final List<String> NOTES =
      List.of("zone.identifier", ":encryptable", "@synoeastream");

  private static final int SHOWN_CHARS = 300;
  private static final int SHOWN_END = 120;

  private FileNames() {}

  /** Whether a file or folder of that name is passed over. */
  static boolean ignored(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return (name.startsWith(".") && !name.equals(".") && !name.startsWith(".."))
        || LEFT_BEHIND.contains(lower)
        || NOTES.stream().anyMatch(lower::endsWith);
  }

  /** Whether any part of a path with {@code /} is {@link #ignored}. */
  static boolean pathIgnored(String path) {
    return Arrays.stream(path.split("/", -1)).anyMatch(FileNames::ignored);
  }

  /** A path for messages, which stay one line and hold nothing that a terminal obeys. */
  static String shown(String path) {
    String shown = path.replaceAll("\\p{Cntrl}", "?");
    if (shown.length() <= SHOWN_CHARS) {
      return shown;
    }
    int end = shown.length() - SHOWN_END;
    return shown.substring(0, SHOWN_CHARS - SHOWN_END) + "[...]" + shown.substring(end);
  }

  /** How a path leads out of the place it is meant for, if it does. */
  static Optional<String> leadsElsewhere(String path) {
    String unix = path.replace('\\', '/');
    if (Arrays.asList(unix.split("/", -1)).contains("..")) {
      return Optional.of("by '..'");
    }
    if (unix.matches("[A-Za-z]:/.*")) {
      return Optional.of("to the drive " + unix.substring(0, 2));
    }
    return unix.startsWith("/") ? Optional.of("to the root of all folders") : Optional.empty();
  }
}
