package io.progan.app.run;

import io.progan.app.console.HumanFormat;
import io.progan.core.benchmark.Spread;
import io.progan.core.benchmark.StageResult;
import io.progan.core.device.Machine;
import io.progan.presets.config.Kernels;
import java.util.Locale;

/** What a benchmark measured, for people: a table whose rows can be printed as they come. */
public final class BenchmarkTable {

  private static final double PERCENT = 100;

  private BenchmarkTable() {}

  /**
   * What computes, and the titles of the columns; lines end with {@code \n}.
   *
   * @param nd4j ND4J with its version
   */
  public static String head(String nd4j, Machine machine, Kernels kernels, int iterations) {
    return String.format(
            Locale.ROOT,
            "%s %s (%s), kernels %s, %s; median [quartiles] of %s\n",
            nd4j,
            machine.platform(),
            machine.backend(),
            kernels.jsonName(),
            HumanFormat.count(machine.threads(), "thread"),
            HumanFormat.count(iterations, "iteration"))
        + row(
            "Resolution",
            "Phase",
            "Minibatch",
            "Data ms",
            "D step ms",
            "G step ms",
            "sec/kimg",
            "GFLOP D+G",
            "GFLOP/s",
            "Conv",
            "Java",
            "Heap",
            "Off heap",
            "Buffers");
  }

  /** The row of a stage, with its end of line. */
  public static String row(StageResult result) {
    int size = result.stage().resolution();
    return row(
        size + "x" + size,
        StageTable.phase(result.stage().fading()),
        result.minibatch(),
        digits(result.dataMs().median()),
        spread(result.discriminatorMs()),
        spread(result.generatorMs()),
        digits(result.secondsPerKimg()),
        digits(result.discriminatorGflop() + result.generatorGflop()),
        digits(result.gflopPerSecond()),
        Math.round(PERCENT * result.convolutionShare()) + "%",
        Math.round(PERCENT * result.overheadShare()) + "%",
        HumanFormat.bytes(result.peak().heapBytes()),
        HumanFormat.bytes(result.peak().offHeapBytes()),
        HumanFormat.bytes(result.bufferBytes()));
  }

  private static String spread(Spread spread) {
    return "%s [%s %s]"
        .formatted(digits(spread.median()), digits(spread.lower()), digits(spread.upper()));
  }

  /** A positive number with about three digits. */
  private static String digits(double value) {
    int decimals = value >= PERCENT ? 0 : value >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static String row(Object... cells) {
    String row =
        String.format(
            Locale.ROOT, "%-12s%-8s%-11s%-9s%-24s%-24s%-10s%-11s%-9s%-6s%-6s%-10s%-10s%s", cells);
    return row.stripTrailing() + "\n";
  }
}
