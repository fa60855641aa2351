package io.progan.core.plan.onednn;

import java.util.List;
import java.util.Optional;

/** Something that oneDNN computes, described by shapes. */
public interface Primitive {

  /** What its time is counted under. */
  String name();

  /** Which of oneDNN's arguments the arrays are that it reads, in order. */
  List<Integer> reads();

  /** Which of oneDNN's arguments the array is that it writes. */
  int writes();

  /** How it is computed; nothing where this processor has no implementation. */
  Optional<Description> describe();

  /**
   * What it takes beside its arrays while it runs, in bytes.
   *
   * @return nothing where this processor has no implementation
   */
  default Optional<Long> scratchBytes() {
    return describe()
        .map(
            description -> {
              try (description) {
                return description.scratchBytes();
              }
            });
  }
}
