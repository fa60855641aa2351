package io.progan.app.run;

import io.progan.app.console.HumanFormat;
import io.progan.presets.schedule.ScheduleStage;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The stages of a training as a table. */
final class StageTable {

  private StageTable() {}

  /**
   * The table with a title row and a row for each stage; lines end with {@code \n}.
   *
   * @param memoryBytes what a stage will take
   */
  static String of(
      List<ScheduleStage> stages, int replicas, ToLongFunction<ScheduleStage> memoryBytes) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "kimg",
        "Resolution",
        "lod",
        "Phase",
        "Minibatch",
        "Per replica",
        "G lrate",
        "D lrate",
        "Tick kimg",
        "Memory");
    for (ScheduleStage stage : stages) {
      line(
          text,
          range(stage.fromKimg(), " - ", stage.toKimg()),
          stage.resolution() + "x" + stage.resolution(),
          range(stage.lodFrom(), " -> ", stage.lodTo()),
          phase(stage),
          stage.minibatch(),
          stage.minibatch() / replicas,
          HumanFormat.number(stage.gLrate()),
          HumanFormat.number(stage.dLrate()),
          HumanFormat.number(stage.tickKimg()),
          HumanFormat.bytes(memoryBytes.applyAsLong(stage)));
    }
    return text.toString();
  }

  /** {@code fading} or {@code stable}. */
  static String phase(ScheduleStage stage) {
    return phase(stage.fading());
  }

  /** {@code fading} or {@code stable}. */
  static String phase(boolean fading) {
    return fading ? "fading" : "stable";
  }

  private static String range(double from, String arrow, double to) {
    String begin = HumanFormat.number(from);
    return from == to ? begin : begin + arrow + HumanFormat.number(to);
  }

  private static void line(StringBuilder text, Object... cells) {
    String row =
        String.format(Locale.ROOT, "%-18s%-12s%-14s%-8s%-11s%-13s%-10s%-10s%-11s%s", cells);
    text.append(row).append('\n');
  }
}
