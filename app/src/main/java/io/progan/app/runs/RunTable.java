package io.progan.app.runs;

import io.progan.app.console.HumanFormat;
import io.progan.core.snapshot.TickStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Runs as a table, one line each. */
public final class RunTable {

  private static final String NONE = "-";

  private RunTable() {}

  /** The table with a title row; lines end with {@code \n}. */
  public static String of(List<RunSummary> runs) {
    StringBuilder text = new StringBuilder();
    line(text, "State", "kimg", "of", "lod", "Pixels", "sec/kimg", "Time", "Left", "Run");
    runs.forEach(run -> line(text, cells(run)));
    return text.toString();
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
