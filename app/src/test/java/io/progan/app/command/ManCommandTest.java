package io.progan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.app.manual.ManualPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** {@code progan man}. */
class ManCommandTest {

  private static final Set<String> MACROS =
      Set.of(".TH", ".SH", ".PP", ".TP", ".nf", ".fi", ".nh", ".ad");

  @TempDir Path folder;

  @Test
  void thereIsAPageForEveryCommandWithEveryOption() throws IOException {
    Path pages = folder.resolve("man1");
    Cli.Result result = Cli.run("man", "--out", pages);
    assertThat(result.exitCode()).as(result.err()).isZero();
    List<CommandLine> commands = CommandTree.all().toList();
    try (Stream<Path> files = Files.list(pages)) {
      assertThat(files).hasSize(commands.size());
    }
    for (CommandLine command : commands) {
      String page = Files.readString(pages.resolve(ManualPage.name(command) + ".1"));
      assertThat(page).startsWith(".TH \"PROGAN").contains(".SH \"EXIT STATUS\"");
      for (OptionSpec option : command.getCommandSpec().options()) {
        assertThat(page).contains("\\fB" + option.longestName().replace("-", "\\-") + "\\fR");
      }
      page.lines().filter(line -> line.startsWith(".")).forEach(ManCommandTest::assertMacro);
      assertThat(page.lines()).noneMatch(line -> line.startsWith("'"));
    }
  }

  private static void assertMacro(String line) {
    assertThat(MACROS).contains(line.split(" ", 2)[0]);
  }

  @Test
  void aPageSaysWhatTheHelpSays() {
    Cli.Result result = Cli.run("man", "generate", "grid");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains(".SH \"NAME\"\nprogan\\-generate\\-grid \\- Make pictures of many images each")
        .contains("\\fB\\-\\-grid\\-size\\fR, \\fB\\-\\-grid_size\\fR\\fI=WxH\\fR\n")
        .contains("(default: Gs)")
        .contains("progan generate grid latest\n")
        .contains("\\fBprogan\\-generate\\fR(1)");
  }

  @Test
  void anUnknownCommandIsNamed() {
    Cli.Result result = Cli.run("man", "trian");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("unknown command 'trian'").hasLineCount(1);
  }
}
