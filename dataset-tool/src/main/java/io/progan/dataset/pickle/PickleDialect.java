package io.progan.dataset.pickle;

import io.progan.dataset.DatasetException;

/** What pickles of one origin hold beyond plain values and NumPy arrays. */
public interface PickleDialect {
  /** What a name stands for here; null if the dialect does not have it. */
  PickleFunction find(String module, String name);

  /** What is read, for the refusal of a name, for example {@code plain values}. */
  String readable();

  /**
   * What a persistent id stands for (a value that is kept outside the pickle).
   *
   * @param id as the unpickler has it, a tuple is an array
   * @throws DatasetException if that is nothing that is read; always, unless overridden
   */
  default Object persistent(Object id) throws DatasetException {
    throw new DatasetException("pickle refers to a value outside of it, which is refused");
  }

  /** Whether something that the dialect has made may be in the result, as it is. */
  default boolean isValue(Object made) {
    return false;
  }

  /** Whether attributes of a dictionary may be left out; otherwise they are refused. */
  default boolean ignoresAttributes(Object attributes) {
    return false;
  }
}
