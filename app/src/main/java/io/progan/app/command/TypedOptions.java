package io.progan.app.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Makes messages name options as the user has typed them. The code names an option by its first
 * name, and picocli by its longest; but the user may have taken the original scripts' name for it.
 * What the configuration refuses is named by its key there, which the user may have set by an
 * option of its own.
 */
final class TypedOptions {

  private final List<OptionSpec> options;
  private final List<String> args;

  /**
   * The options of a command.
   *
   * @param command that ran, or was to run
   * @param args the whole command line
   */
  TypedOptions(CommandLine command, String... args) {
    List<String> all = Arrays.asList(args);
    int end = all.indexOf("--");
    this.options = command.getCommandSpec().options();
    this.args = end < 0 ? all : all.subList(0, end);
  }

  /** The message with the names that were typed. */
  String in(String message) {
    String text = message;
    for (OptionSpec option : options) {
      List<String> names = names(option);
      String typed = typed(names);
      if (typed != null) {
        text = setsKey(option, text) ? typed + ": " + text : renamed(text, names, typed);
      }
    }
    return text;
  }

  private static List<String> names(OptionSpec option) {
    List<String> names = new ArrayList<>(Arrays.asList(option.names()));
    if (option.negatable()) {
      names.addAll(names.stream().map(name -> name.replaceFirst("^--", "--no-")).toList());
    }
    return names;
  }

  /** The name that was typed last; null if the option was not given. */
  private String typed(List<String> names) {
    String typed = null;
    for (String arg : args) {
      String name = arg.startsWith("--") ? arg.replaceFirst("=.*", "") : arg;
      typed = names.contains(name) ? name : typed;
    }
    return typed;
  }

  /** Options that set a value of the configuration have its key as their description's key. */
  private boolean setsKey(OptionSpec option, String message) {
    String key = option.descriptionKey();
    return key != null
        && message.startsWith(key + ":")
        && args.stream().noneMatch(arg -> arg.replace("--set=", "").startsWith(key + "="));
  }

  private static String renamed(String message, List<String> names, String typed) {
    String text = message;
    for (String name : names) {
      String word = "(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])";
      text = text.replaceAll(word, Matcher.quoteReplacement(typed));
    }
    return text;
  }
}
