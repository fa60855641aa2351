package io.progan.app.run;

import io.progan.app.console.HumanFormat;
import io.progan.core.device.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many native threads compute a run. The bits depend on it, so that a run that goes on takes as
 * many as it had, whatever the machine has.
 */
final class RunThreads {

  private static final String LIMIT = "OMP_THREAD_LIMIT";

  private RunThreads() {}

  /**
   * Sets the number; loads ND4J.
   *
   * @param asked the number that the user wants
   * @param before what computed the run so far, if it goes on and that is known
   * @param limit what the environment allows, as {@code OMP_THREAD_LIMIT}; null for no limit
   * @return what the user is to know, in lines
   */
  static List<String> choose(OptionalInt asked, Optional<Machine> before, String limit) {
    List<String> notes = new ArrayList<>();
    int usual = Machine.current().threads();
    int wanted = asked.orElse(before.map(Machine::threads).orElse(usual));
    int threads = Math.min(wanted, most(limit));
    if (threads < wanted) {
      notes.add(
          "%s=%s: no more than %s"
              .formatted(LIMIT, limit.strip(), HumanFormat.count(threads, "native thread")));
    } else if (asked.isEmpty() && wanted != usual) {
      notes.add(
          "%s, as the run had, rather than %d; --threads changes that"
              .formatted(HumanFormat.count(wanted, "native thread"), usual));
    }
    if (threads != usual) {
      Machine.useThreads(threads);
    }
    before
        .flatMap(Machine.current()::difference)
        .ifPresent(
            difference ->
                notes.add(
                    "the run goes on, but not to the same bits as where it began: " + difference));
    return notes;
  }

  /** What is no number is refused when the backend is made ready. */
  private static int most(String limit) {
    return limit == null || limit.isBlank() ? Integer.MAX_VALUE : Integer.parseInt(limit.strip());
  }
}
