package io.progan.dataset.write;

import io.progan.dataset.CodePointOrder;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a dataset leaves out of its source: one line each with a name and the reason.
 *
 * @param atFirst what was left out before the order was drawn, the same in all parts of a dataset
 * @param damaged what could not be decoded, in any order
 */
public record Skipped(List<String> atFirst, List<String> damaged) {
  /** Makes lines of them and sorts what could not be decoded, which comes in a random order. */
  public Skipped {
    atFirst = lines(atFirst).toList();
    damaged = lines(damaged).sorted(CodePointOrder.COMPARATOR).toList();
  }

  private static Stream<String> lines(List<String> messages) {
    return messages.stream().map(message -> message.strip().replaceAll("\\s*\\R\\s*", " "));
  }

  /** All lines as they stand in {@link DatasetNotes#SKIPPED_FILE}. */
  public List<String> lines() {
    return Stream.concat(atFirst.stream(), damaged.stream()).toList();
  }
}
