package io.progan.dataset.torch;

import io.progan.dataset.DatasetException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds a network's tensors in the ways in which scripts save them. */
final class StateDict {
  private static final String NESTED = "state_dict";

  /** What {@code torch.nn.DataParallel} puts before the name of every tensor. */
  private static final String PARALLEL = "module.";

  private StateDict() {}

  static Map<String, TorchTensor> of(Object content, String file) throws DatasetException {
    Map<?, ?> outer = dictionary(content, file);
    Map<?, ?> dict = outer.get(NESTED) instanceof Map<?, ?> nested ? nested : outer;
    boolean parallel =
        !dict.isEmpty()
            && dict.keySet().stream()
                .allMatch(name -> name instanceof String text && text.startsWith(PARALLEL));
    Map<String, TorchTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : dict.entrySet()) {
      if (!(entry.getKey() instanceof String name)
          || !(entry.getValue() instanceof TorchTensor tensor)) {
        throw new DatasetException(
            "%s: is no state dict: entry '%s' is %s, not a tensor"
                .formatted(file, entry.getKey(), PlainTree.describe(entry.getValue())));
      }
      tensors.put(parallel ? name.substring(PARALLEL.length()) : name, tensor);
    }
    return tensors;
  }

  private static Map<?, ?> dictionary(Object content, String file) throws DatasetException {
    if (content instanceof Map<?, ?> map) {
      return map;
    }
    throw new DatasetException(
        "%s: is no state dict: holds %s, not a dictionary"
            .formatted(file, PlainTree.describe(content)));
  }
}
