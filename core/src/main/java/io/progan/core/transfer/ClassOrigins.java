package io.progan.core.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What each class begins as.
 *
 * @param origins for each class the old classes whose mean it begins as; empty for new values
 */
public record ClassOrigins(List<List<Integer>> origins) {

  /** Keeps its own lists. */
  public ClassOrigins {
    origins = origins.stream().map(List::copyOf).toList();
  }

  /** Every class is the old one of its number, those beyond are the mean of all old ones. */
  public static ClassOrigins byNumber(int classes, int oldClasses) {
    List<Integer> all = IntStream.range(0, oldClasses).boxed().toList();
    List<List<Integer>> origins = new ArrayList<>();
    for (int i = 0; i < classes; i++) {
      origins.add(i < oldClasses ? List.of(i) : all);
    }
    return new ClassOrigins(origins);
  }
}
