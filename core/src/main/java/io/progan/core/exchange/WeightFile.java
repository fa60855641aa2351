package io.progan.core.exchange;

import io.progan.dataset.numpy.NpyArray;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a file of weights holds.
 *
 * @param arrays by name, in the file's order
 * @param metadata what the file says about them; often nothing
 */
record WeightFile(Map<String, NpyArray> arrays, Map<String, String> metadata) {

  /** Copies the maps; their order stays. */
  WeightFile {
    arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }
}
