package io.progan.dataset.pickle;

import io.progan.dataset.DatasetException;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.PickleException;

/** What stands for a class or function that a pickle names. */
@FunctionalInterface
public interface PickleFunction extends IObjectConstructor {
  /**
   * The value that a pickle gets where it calls the name.
   *
   * @param args as the unpickler has them: tuples are arrays, lists and maps may not be full yet
   * @throws DatasetException saying what does not fit, in words that can stand behind a place
   */
  Object apply(Object... args) throws DatasetException;

  @Override
  default Object construct(Object[] args) {
    try {
      return apply(args);
    } catch (DatasetException e) {
      throw new PickleException(e.getMessage(), e);
    }
  }
}
