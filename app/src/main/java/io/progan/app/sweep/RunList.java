package io.progan.app.sweep;

import io.progan.app.console.HumanFormat;
import io.progan.presets.study.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The runs of a study, a line each. */
final class RunList {

  private RunList() {}

  /** The lines, with a title and a sum; each ends with {@code \n}. */
  static String of(SweepPlan plan, Ledger ledger) {
    StringBuilder text = new StringBuilder();
    int width = ledger.runs().stream().mapToInt(run -> run.name().length()).max().orElse(0);
    String format = "%-9s  %-" + width + "s  %8s  %s";
    line(text, format, "State", "Run", "kimg", "Configuration");
    double kimg = 0;
    for (SweepRun run : ledger.runs()) {
      double length = plan.config(run.variant()).train().totalKimg();
      kimg += length;
      line(
          text,
          format,
          ledger.state(run),
          run.name(),
          HumanFormat.number(length),
          words(run.variant()));
    }
    return text
        + "%s, %s kimg in all\n"
            .formatted(HumanFormat.count(ledger.runs().size(), "run"), HumanFormat.number(kimg));
  }

  private static String words(Variant variant) {
    List<String> words = new ArrayList<>(List.of("preset " + variant.preset()));
    if (!variant.overlays().isEmpty()) {
      words.add("overlays " + String.join(",", variant.overlays()));
    }
    words.addAll(variant.settings());
    return String.join(", ", words);
  }

  private static void line(StringBuilder text, String format, Object... cells) {
    text.append(String.format(Locale.ROOT, format, cells).stripTrailing()).append('\n');
  }
}
