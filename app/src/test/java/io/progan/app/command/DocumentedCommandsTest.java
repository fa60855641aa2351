package io.progan.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Every command line in the pages and in the examples of the help is one that can be parsed. */
class DocumentedCommandsTest {

  private static final Path HOME = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  /** What ends a command within a line of a shell. */
  private static final Pattern REST = Pattern.compile("\\s(#.*|[|>&;].*)$");

  static Stream<String> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(HOME.resolve("README.md")));
    try (Stream<Path> docs = Files.list(HOME.resolve("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    List<String> lines = new ArrayList<>();
    for (Path page : pages) {
      Matcher block = BLOCK.matcher(Files.readString(page));
      while (block.find()) {
        String commands = block.group(1).replaceAll("\\\\\n\\s*", "");
        commands.lines().filter(line -> line.startsWith("./progan")).forEach(lines::add);
      }
    }
    return lines.stream().distinct();
  }

  static Stream<String> examples() {
    return CommandTree.all()
        .map(CommandLine::getCommandSpec)
        .flatMap(DocumentedCommandsTest::footer)
        .distinct();
  }

  private static Stream<String> footer(CommandSpec spec) {
    String footer = String.join("\n", spec.usageMessage().footer());
    return footer
        .replaceAll("\\\\\n\\s*", "")
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("progan "));
  }

  private static String[] words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(REST.matcher(line).replaceFirst(""));
    while (word.find()) {
      boolean bare = word.group(3) != null;
      words.add(bare ? word.group(3) : word.group().substring(1, word.group().length() - 1));
    }
    return words.subList(1, words.size()).toArray(new String[0]);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"pages", "examples"})
  void canBeParsed(String line) {
    CommandTree.root().parseArgs(words(line));
  }

  @Test
  void thereAreMany() throws IOException {
    assertThat(pages()).hasSizeGreaterThan(60).anyMatch(line -> line.contains("generate video"));
    assertThat(examples()).hasSizeGreaterThan(60);
  }

  @Test
  void wordsAreAShells() {
    assertThat(words("./progan train --set 'a.b={}' --total-kimg 2   # for a moment"))
        .containsExactly("train", "--set", "a.b={}", "--total-kimg", "2");
    assertThat(words("progan man train | man -l -")).containsExactly("man", "train");
  }

  @Test
  void anUnknownOptionIsFound() {
    assertThatThrownBy(() -> canBeParsed("./progan train --total-kimgs 2"))
        .isInstanceOf(ParameterException.class);
  }
}
