package io.progan.dataset.pickle;

import io.progan.dataset.DatasetException;

/** A value that a pickle first makes and then fills. */
interface StatefulValue {
  /** Takes the pickled state; {@link DatasetException} if it is none for this value. */
  void setState(Object state) throws DatasetException;
}
