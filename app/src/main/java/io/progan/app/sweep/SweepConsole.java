package io.progan.app.sweep;

import io.progan.app.console.Console;
import io.progan.app.console.HumanFormat;
import io.progan.app.console.Progress;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Shows how a study goes on: a line when a process begins or ends, and between them a bar on a
 * terminal, or else a line now and then.
 */
final class SweepConsole implements SweepListener, AutoCloseable {

  private static final long NANOS = 1_000_000_000L;
  private static final long BAR_SECONDS = 3;
  private static final long LINE_SECONDS = 60;

  private final Console console;
  private final Consumer<String> out;
  private final Ledger ledger;
  private final SweepTime time;
  private final Progress bar;
  private final Map<SweepRun, SweepState> shown = new HashMap<>();
  private long lastLook = System.nanoTime();

  /**
   * A console of a study.
   *
   * @param out gets lines about what goes well
   */
  SweepConsole(Console console, Consumer<String> out, Ledger ledger, SweepTime time) {
    this.console = console;
    this.out = out;
    this.ledger = ledger;
    this.time = time;
    this.bar = new Progress(console, "sweep");
  }

  @Override
  public void changed(SweepRun run) throws IOException {
    SweepState before = shown.put(run, ledger.state(run));
    SweepState now = ledger.state(run);
    console.clearBar();
    switch (now) {
      case TRAINING, MEASURING -> out.accept("%-9s %s (%s)".formatted(now, run.name(), place(run)));
      case DONE -> out.accept("%-9s %s; %s".formatted(now, run.name(), left(time.look())));
      case FAILED, DIVERGED ->
          console.note(
              "%s: %s: %s"
                  .formatted(run.name(), now, ledger.reason(run).orElse("it does not say why")));
      case WAITING -> {
        if (before == SweepState.TRAINING) {
          String word = ledger.trained(run) ? "trained" : "stopped";
          out.accept("%-9s %s".formatted(word, run.name()));
        }
      }
    }
  }

  private String place(SweepRun run) {
    return "%d of %d, %s, seed %d"
        .formatted(run.number() + 1, ledger.runs().size(), run.variant().label(), run.seed());
  }

  @Override
  public void working() throws IOException {
    long now = System.nanoTime();
    long wait = console.terminal() ? BAR_SECONDS : LINE_SECONDS;
    if (now - lastLook < wait * NANOS) {
      return;
    }
    lastLook = now;
    SweepTime.Progress progress = time.look();
    String words = running() + "; " + left(progress);
    if (console.terminal()) {
      bar.update(Math.round(progress.kimg() * 1000), Math.round(progress.totalKimg() * 1000));
      bar.message(words);
    } else {
      out.accept(
          "%-9s %s of %s kimg, %s"
              .formatted(
                  "working",
                  HumanFormat.number(Math.round(progress.kimg() * 10) / 10.0),
                  HumanFormat.number(progress.totalKimg()),
                  words));
    }
  }

  private String running() {
    List<SweepRun> now =
        ledger.runs().stream()
            .filter(
                run ->
                    ledger.state(run) == SweepState.TRAINING
                        || ledger.state(run) == SweepState.MEASURING)
            .toList();
    return now.stream()
        .map(run -> ledger.state(run) + " " + run.name())
        .collect(Collectors.joining(", "));
  }

  /** {@code 5 runs left, about 3m 07s}: those that are running count. */
  private String left(SweepTime.Progress progress) {
    long left =
        ledger.runs().stream()
            .map(ledger::state)
            .filter(
                state ->
                    state == SweepState.WAITING
                        || state == SweepState.TRAINING
                        || state == SweepState.MEASURING)
            .count();
    String about =
        progress.secondsLeft().isPresent() && left > 0
            ? ", about " + HumanFormat.duration(progress.secondsLeft().getAsDouble())
            : "";
    return HumanFormat.count(left, "run") + " left" + about;
  }

  @Override
  public void close() {
    bar.close();
    console.clearBar();
  }
}
