package io.progan.app.manual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The manual page of a command: what its help says, for {@code man}. */
public final class ManualPage {

  private final CommandLine command;
  private final CommandSpec spec;
  private final UsageMessageSpec usage;
  private final Help help;
  private final Roff roff = new Roff();

  private ManualPage(CommandLine command) {
    this.command = command;
    this.spec = command.getCommandSpec();
    this.usage = spec.usageMessage();
    this.help = new Help(spec, Help.defaultColorScheme(Ansi.OFF));
  }

  /** The name of a command's page: {@code progan-dataset-info}. */
  public static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName("-");
  }

  /**
   * Makes a page.
   *
   * @param version of the programme
   * @return text in the macros of {@code man(7)}
   */
  public static String of(CommandLine command, String version) {
    ManualPage page = new ManualPage(command);
    page.roff.title(name(command), version);
    page.describe();
    page.arguments();
    page.subcommands();
    page.examples();
    page.exitCodes();
    page.seeAlso();
    return page.roff.toString();
  }

  private void describe() {
    List<String> paragraphs = texts(usage.description());
    roff.section("Name");
    String brief = paragraphs.get(0).replaceFirst("\\.$", "");
    roff.line(Roff.escape(name(command)) + " \\- " + Roff.escape(brief));
    roff.section("Synopsis");
    roff.line(Roff.bold(spec.qualifiedName()) + " " + synopsis());
    roff.section("Description");
    paragraphs.forEach(roff::paragraph);
  }

  private String synopsis() {
    List<String> words = new ArrayList<>();
    words.add("[" + Roff.italic("OPTIONS") + "]");
    for (PositionalParamSpec argument : positionals()) {
      words.add(Roff.escape(label(argument)));
    }
    if (!command.getSubcommands().isEmpty()) {
      words.add(Roff.italic("COMMAND"));
    }
    return String.join(" ", words);
  }

  private List<PositionalParamSpec> positionals() {
    return spec.positionalParameters().stream().filter(argument -> !argument.hidden()).toList();
  }

  private void arguments() {
    if (!positionals().isEmpty()) {
      roff.section("Arguments");
    }
    for (PositionalParamSpec argument : positionals()) {
      Help.IParameterRenderer renderer = help.createDefaultParameterRenderer();
      roff.definition(
          Roff.italic(label(argument)),
          meaning(
              renderer.render(
                  argument, help.createDefaultParamLabelRenderer(), help.colorScheme())));
    }
    roff.section("Options");
    spec.options().stream()
        .filter(option -> !option.hidden())
        .sorted(order())
        .forEach(this::option);
  }

  /** As the help orders them. */
  private Comparator<OptionSpec> order() {
    return usage.sortOptions()
        ? Comparator.comparing(option -> option.longestName().replaceFirst("^-+", ""))
        : Comparator.comparingInt(OptionSpec::order);
  }

  private void option(OptionSpec option) {
    String names = Arrays.stream(option.names()).map(Roff::bold).collect(Collectors.joining(", "));
    Help.IOptionRenderer renderer = help.createDefaultOptionRenderer();
    roff.definition(
        names + Roff.italic(label(option)),
        meaning(
            renderer.render(option, help.createDefaultParamLabelRenderer(), help.colorScheme())));
  }

  private String label(ArgSpec argument) {
    return help.createDefaultParamLabelRenderer()
        .renderParameterLabel(argument, Ansi.OFF, List.of())
        .toString();
  }

  /** The last column of picocli's table. */
  private static String meaning(Ansi.Text[][] rows) {
    return Arrays.stream(rows)
        .map(row -> row[row.length - 1].toString())
        .collect(Collectors.joining(" "));
  }

  private void subcommands() {
    Set<CommandLine> below = new LinkedHashSet<>(command.getSubcommands().values());
    if (below.isEmpty()) {
      return;
    }
    roff.section("Commands");
    for (CommandLine one : below) {
      String[] description = one.getCommandSpec().usageMessage().description();
      roff.definition(Roff.bold(one.getCommandName()), texts(description).get(0));
    }
  }

  private void examples() {
    String[] footer = usage.footer();
    if (footer.length > 0) {
      roff.section(text(usage.footerHeading()).strip().replaceFirst(":$", ""));
      roff.verbatim(texts(footer));
    }
  }

  /** Every command has those of the programme. */
  private void exitCodes() {
    Map<String, String> codes = spec.root().usageMessage().exitCodeList();
    roff.section("Exit status");
    codes.forEach((code, meaning) -> roff.definition(Roff.bold(code.strip()), meaning));
  }

  private void seeAlso() {
    List<CommandLine> related = new ArrayList<>();
    if (command.getParent() != null) {
      related.add(command.getParent());
    }
    related.addAll(new LinkedHashSet<>(command.getSubcommands().values()));
    if (!related.isEmpty()) {
      roff.section("See also");
      roff.line(
          related.stream()
              .map(other -> Roff.bold(name(other)) + "(1)")
              .collect(Collectors.joining(", ")));
    }
  }

  private static List<String> texts(String... lines) {
    return Arrays.stream(lines).map(ManualPage::text).toList();
  }

  /** Without picocli's marks for line breaks and colours. */
  private static String text(String marked) {
    return Ansi.OFF.text(String.format(marked)).toString();
  }
}
