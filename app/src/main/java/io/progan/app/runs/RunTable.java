package io.progan.app.runs;

import io.progan.app.console.HumanFormat;
import io.progan.core.snapshot.TickStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs as a table, one line each, or as paragraphs where that is too wide. */
public final class RunTable {

  private static final String NONE = "-";
  private static final String INDENT = "    ";
  private static final char NO_BREAK = '\u00a0';

  private RunTable() {}

  /** The table with a title row; lines end with {@code \n}. */
  public static String of(List<RunSummary> runs) {
    StringBuilder text = new StringBuilder();
    line(text, "State", "kimg", "of", "lod", "Pixels", "sec/kimg", "Time", "Left", "Run");
    runs.forEach(run -> line(text, cells(run)));
    return text.toString();
  }

  /**
   * The table, or if its lines are wider than the terminal, for each run its name and what there is
   * to say, on lines that are not.
   *
   * @param columns of the terminal
   */
  public static String of(List<RunSummary> runs, int columns) {
    String table = of(runs);
    if (table.lines().allMatch(line -> line.length() <= columns)) {
      return table;
    }
    StringBuilder text = new StringBuilder();
    for (RunSummary run : runs) {
      List<String> name = pieces(run.folder().path().getFileName().toString(), "(?<=[-_.])");
      wrap(text, "", name, columns);
      wrap(text, INDENT, pieces(facts(run), "(?<= )"), columns);
    }
    return runs.isEmpty() ? "no runs\n" : text.toString();
  }

  private static String facts(RunSummary run) {
    Optional<TickStatistics> last = run.last();
    List<String> facts = new ArrayList<>();
    facts.add(run.state().toString());
    String of = run.totalKimg().map(total -> " of " + HumanFormat.number(total)).orElse("");
    facts.add(last.map(tick -> number(tick.kimg(), 1)).orElse("0") + of + " kimg");
    last.ifPresent(
        tick -> {
          facts.add("lod " + number(tick.lod(), 2));
          facts.add(tick.resolution() + " pixels");
          facts.add(number(tick.secondsPerKimg(), 2) + " sec/kimg");
          facts.add("time " + HumanFormat.duration(tick.totalSeconds()));
        });
    run.timeLeft().ifPresent(left -> facts.add("left " + HumanFormat.duration(left.seconds())));
    return facts.stream()
        .map(fact -> fact.replace(' ', NO_BREAK))
        .collect(Collectors.joining(", "));
  }

  private static List<String> pieces(String text, String between) {
    return List.of(text.split(between));
  }

  /** Fills lines with pieces; further lines are indented. */
  private static void wrap(StringBuilder text, String indent, List<String> pieces, int columns) {
    StringBuilder line = new StringBuilder(indent);
    for (String piece : pieces) {
      if (line.length() > INDENT.length() && line.length() + piece.strip().length() > columns) {
        text.append(line.toString().replace(NO_BREAK, ' ').stripTrailing()).append('\n');
        line.setLength(0);
        line.append(INDENT);
      }
      line.append(piece);
    }
    text.append(line.toString().replace(NO_BREAK, ' ').stripTrailing()).append('\n');
  }

  private static Object[] cells(RunSummary run) {
    Optional<TickStatistics> last = run.last();
    return new Object[] {
      run.state(),
      last.map(tick -> number(tick.kimg(), 1)).orElse("0"),
      run.totalKimg().map(HumanFormat::number).orElse(NONE),
      last.map(tick -> number(tick.lod(), 2)).orElse(NONE),
      last.map(tick -> Integer.toString(tick.resolution())).orElse(NONE),
      last.map(tick -> number(tick.secondsPerKimg(), 2)).orElse(NONE),
      last.map(tick -> HumanFormat.duration(tick.totalSeconds())).orElse(NONE),
      run.timeLeft().map(left -> HumanFormat.duration(left.seconds())).orElse(NONE),
      run.folder().path().getFileName()
    };
  }

  private static void line(StringBuilder text, Object... cells) {
    String row = String.format(Locale.ROOT, "%-9s %9s %8s %5s %6s %9s %12s %12s  %s", cells);
    text.append(row).append('\n');
  }

  static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
