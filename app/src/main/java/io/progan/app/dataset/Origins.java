package io.progan.app.dataset;

import io.progan.dataset.tfrecord.DatasetOrigin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What a command line says about how a dataset came into being. */
public final class Origins {

  /** These change nothing in the dataset, or are said elsewhere. */
  private static final List<String> LEFT_OUT =
      List.of("tfrecord_dir", "--replace", "--verbose", "--backend", "--help");

  private Origins() {}

  /** The version, the command and the arguments that were given, after parsing. */
  public static DatasetOrigin of(CommandSpec command) {
    Map<String, String> options = new LinkedHashMap<>();
    for (ArgSpec argument : command.commandLine().getParseResult().matchedArgs()) {
      String name =
          argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
      if (!LEFT_OUT.contains(name)) {
        options.put(name, String.join(" ", argument.stringValues()));
      }
    }
    String[] version = command.root().version();
    return new DatasetOrigin(
        version.length == 0 ? null : version[0], command.name(), options, 0, null);
  }
}
