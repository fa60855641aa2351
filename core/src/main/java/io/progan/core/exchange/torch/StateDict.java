package io.progan.core.exchange.torch;

import io.progan.core.exchange.ExchangeException;
import io.progan.dataset.torch.TorchFile;
import io.progan.dataset.torch.TorchTensor;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A state dictionary of BigGAN-PyTorch. The names of its own batch norm ({@code mybn}) become those
 * of the others, and the sums that stand there after standing statistics the means that they stand
 * for.
 */
final class StateDict implements Tensors {

  private static final String OWN_NORM = ".bn.";
  private static final String COUNTER = OWN_NORM + "accumulation_counter";
  private static final String STATISTICS = ".stored_";

  private final TorchFile file;
  private final Map<String, TorchTensor> tensors = new LinkedHashMap<>();
  private final Map<String, Float> passes = new LinkedHashMap<>();
  private final Map<String, long[]> shapes = new LinkedHashMap<>();

  private StateDict(TorchFile file) {
    this.file = file;
  }

  /**
   * The tensors of a file.
   *
   * @param file closed with them
   * @throws ExchangeException if a counter of standing statistics is none, or an option does not go
   *     with such a file
   */
  static StateDict of(TorchFile file, Map<String, TorchTensor> tensors, TorchOptions options)
      throws IOException {
    if (options.truncation().isPresent()) {
      throw new ExchangeException(
          "%s: has one set of statistics, not one for each threshold; leave --trunc out"
              .formatted(file.path()));
    }
    StateDict dict = new StateDict(file);
    for (Map.Entry<String, TorchTensor> entry : tensors.entrySet()) {
      dict.put(entry.getKey(), entry.getValue());
    }
    return dict;
  }

  private void put(String name, TorchTensor tensor) throws IOException {
    if (name.endsWith(COUNTER)) {
      float count = tensor.count() == 1 ? tensor.floats()[0] : Float.NaN;
      if (!(count >= 0 && count < Float.POSITIVE_INFINITY)) {
        throw new ExchangeException("%s: %s is no counter of passes".formatted(file.path(), name));
      }
      passes.put(name.substring(0, name.length() - COUNTER.length()), count);
      return;
    }
    String plain = name.replace(OWN_NORM + STATISTICS.substring(1), STATISTICS);
    if (tensors.put(plain, tensor) != null) {
      throw new ExchangeException(
          "%s: %s and %s are both there".formatted(file.path(), plain, name));
    }
    shapes.put(plain, tensor.shape());
  }

  @Override
  public Map<String, long[]> shapes() {
    return Collections.unmodifiableMap(shapes);
  }

  /** The running variance of the code's own batch norm is the biased one. */
  @Override
  public Map<String, Object> told() {
    return Map.of("bnUnbiased", passes.isEmpty());
  }

  @Override
  public float[] floats(String name) throws IOException {
    float[] values = tensors.get(name).floats();
    int statistics = name.indexOf(STATISTICS);
    float count = statistics < 0 ? 0 : passes.getOrDefault(name.substring(0, statistics), 0f);
    if (count > 0) {
      for (int i = 0; i < values.length; i++) {
        values[i] /= count;
      }
    }
    return values;
  }

  @Override
  public List<String> notes() {
    float most = passes.values().stream().max(Float::compare).orElse(0f);
    return most == 0
        ? List.of()
        : List.of("batch norm holds sums over %s passes; their means are taken".formatted(most));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
