package io.progan.core.exchange.torch;

import io.progan.core.exchange.ExchangeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of one checkpoint of BigGAN-PyTorch.
 *
 * @param source what the user named, for messages
 * @param files by what they hold: {@code G}, {@code G_ema}, {@code D}, {@code state_dict}
 */
record Checkpoint(Path source, Map<String, Path> files) {

  static final String GENERATOR = "G";
  static final String AVERAGE = "G_ema";
  static final String DISCRIMINATOR = "D";
  static final String RECORD = "state_dict";

  private static final Pattern NAME =
      Pattern.compile("(G_ema|G|D|state_dict)(?:_(?!optim)([^.]+))?\\.pth");

  /** What stands for no ending in messages and options. */
  private static final String PLAIN = "none";

  /**
   * The files of a folder.
   *
   * @param copy the end of their names; empty if all have the same
   * @throws ExchangeException if there are none, or several checkpoints to choose from
   */
  static Checkpoint of(Path folder, Optional<String> copy) throws IOException {
    Map<String, Map<String, Path>> checkpoints = new TreeMap<>();
    try (var entries = Files.list(folder)) {
      for (Path file : (Iterable<Path>) entries.sorted()::iterator) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches() && Files.isRegularFile(file)) {
          String end = name.group(2) == null ? PLAIN : name.group(2);
          checkpoints.computeIfAbsent(end, e -> new LinkedHashMap<>()).put(name.group(1), file);
        }
      }
    }
    checkpoints.values().removeIf(files -> files.keySet().equals(Set.of(RECORD)));
    if (checkpoints.isEmpty()) {
      throw new ExchangeException(
          folder + ": holds no networks; BigGAN-PyTorch calls them G.pth, G_ema.pth and D.pth");
    }
    List<String> ends = List.copyOf(checkpoints.keySet());
    if (copy.isEmpty() && ends.size() > 1) {
      throw new ExchangeException(
          "%s: holds several checkpoints, %s; say which, as --copy %s"
              .formatted(folder, String.join(", ", ends), ends.get(0)));
    }
    String end = copy.orElse(ends.get(0));
    if (!checkpoints.containsKey(end)) {
      throw new ExchangeException(
          "%s: holds no checkpoint %s, but %s".formatted(folder, end, String.join(", ", ends)));
    }
    return new Checkpoint(folder, checkpoints.get(end));
  }

  Optional<Path> file(String what) {
    return Optional.ofNullable(files.get(what));
  }
}
