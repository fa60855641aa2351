package io.progan.dataset;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Names in the order of their code points, as Python sorts them: Java's own order differs for
 * characters beyond the basic plane.
 */
public final class CodePointOrder {
  /** Compares two names. */
  public static final Comparator<String> COMPARATOR =
      (a, b) -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

  private CodePointOrder() {}
}
