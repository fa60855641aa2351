package io.progan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The help of every command stands in {@code src/test/resources/help}; {@code -Dhelp.update=true}
 * writes it anew.
 */
class HelpTest {

  private static final Path FOLDER = Path.of("src/test/resources/help");

  static Stream<String> commands() {
    return CommandTree.all()
        .map(command -> command.getCommandSpec().qualifiedName(" ").replaceFirst("progan ?", ""));
  }

  @ParameterizedTest(name = "progan {0}")
  @MethodSource("commands")
  void helpIsAsOnFile(String command) throws IOException {
    Cli.Result result = Cli.run(words(command, "--help"));
    Path file = FOLDER.resolve(("progan " + command).strip().replace(' ', '-') + ".txt");
    if (Boolean.getBoolean("help.update")) {
      Files.writeString(file, result.out());
    }
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo(Files.readString(file)).contains("Example");
  }

  @ParameterizedTest(name = "progan help {0}")
  @MethodSource("commands")
  void helpCommandPrintsTheSame(String command) {
    Object[] words = Stream.concat(Stream.of("help"), Arrays.stream(words(command))).toArray();
    assertThat(Cli.run(words).out()).isEqualTo(Cli.run(words(command, "-h")).out());
  }

  @ParameterizedTest(name = "progan {0}")
  @ValueSource(strings = {"", "dataset", "metrics"})
  void groupWithoutCommandIsWrongUsage(String command) {
    Cli.Result result = Cli.run(words(command));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("progan: no command given; there are ").hasLineCount(1);
  }

  @Test
  void versionNamesProganAndNd4j() {
    Cli.Result result = Cli.run("--version");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .containsPattern("(?m)^progan \\d+\\.\\d+")
        .containsPattern("(?m)^ND4J \\d+\\.\\d+");
  }

  @ParameterizedTest(name = "progan {0}")
  @ValueSource(strings = {"completion", "generate-completion"})
  void completionKnowsTheOptions(String name) {
    Cli.Result result = Cli.run(name);
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("--total-kimg", "create_from_images", "complete -F", "\"spherical\"", "\"Gs\"");
  }

  private static Object[] words(String command, Object... more) {
    Stream<String> first = command.isEmpty() ? Stream.empty() : Arrays.stream(command.split(" "));
    return Stream.concat(first, Arrays.stream(more)).toArray();
  }
}
