package io.progan.golden;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds golden cases: in the folder named by {@code -Dgolden.dir=DIR}, else in the test resource
 * folder {@code golden} of the module whose tests run.
 *
 * <p>The default set must hold the kinds that a test asks for. A folder given by hand may hold
 * fewer: then the test has no invocation.
 */
public final class GoldenCases {

  private static final String PROPERTY = "golden.dir";

  private GoldenCases() {}

  /** The cases of the given kinds, sorted by folder name. */
  public static Stream<GoldenCase> ofKind(String... kinds) {
    List<String> wanted = Arrays.asList(kinds);
    List<GoldenCase> found = all().filter(c -> wanted.contains(c.kind())).toList();
    if (found.isEmpty() && System.getProperty(PROPERTY) == null) {
      throw new IllegalStateException("no golden case of kind " + wanted + " in " + folder());
    }
    return found.stream();
  }

  private static Stream<GoldenCase> all() {
    try (Stream<Path> folders = Files.list(folder())) {
      return folders
          .filter(f -> Files.isRegularFile(f.resolve("case.json")))
          .sorted()
          .map(GoldenCases::read)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GoldenCase read(Path folder) {
    try {
      Path file = folder.resolve("case.json");
      return new GoldenCase(folder, new ObjectMapper().readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A relative folder is looked up from the module first, then from the project's root. */
  private static Path folder() {
    String given = System.getProperty(PROPERTY);
    if (given == null) {
      return resourceFolder();
    }
    Path path = Path.of(given);
    return Files.isDirectory(path) ? path : Path.of("..").resolve(path);
  }

  private static Path resourceFolder() {
    URL url = GoldenCases.class.getResource("/golden");
    if (url == null) {
      throw new IllegalStateException("no test resource folder 'golden' on the class path");
    }
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
