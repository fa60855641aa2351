package io.progan.dataset.torch;

import io.progan.dataset.DatasetException;
import io.progan.dataset.pickle.PickleDialect;
import io.progan.dataset.pickle.PickleFunction;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the pickle of one file of {@code torch.save} may name: the types of storages, and the two
 * functions that make tensors and parameters of them (PyTorch's {@code torch/_utils.py} and {@code
 * torch/serialization.py}). Remembers the storages that it meets.
 */
final class TorchNames implements PickleDialect {
  private static final int TENSOR_ARGS = 6;
  private static final int PARAMETER_ARGS = 3;
  private static final int STORAGE_VALUES = 5;

  private final Map<String, TorchStorage> storages = new LinkedHashMap<>();

  /** A type of storages; only named, never called. */
  private record StorageName(TorchType type) implements PickleFunction {
    @Override
    public Object apply(Object... args) throws DatasetException {
      throw new DatasetException(
          "pickle calls 'torch.%s', which is refused".formatted(type.storageName()));
    }
  }

  /** The storages of the pickle, by key, in its order. */
  Map<String, TorchStorage> storages() {
    return Collections.unmodifiableMap(storages);
  }

  @Override
  public PickleFunction find(String module, String name) {
    return switch (module) {
      case "torch" -> storageName(name);
      case "torch._utils" ->
          switch (name) {
            case "_rebuild_tensor_v2" -> TorchNames::tensor;
            case "_rebuild_parameter" -> TorchNames::parameter;
            default -> null;
          };
      default -> null;
    };
  }

  private static PickleFunction storageName(String name) {
    return Arrays.stream(TorchType.values())
        .filter(type -> type.storageName().equals(name))
        .findFirst()
        .map(StorageName::new)
        .orElse(null);
  }

  @Override
  public String readable() {
    return "plain values, NumPy arrays and PyTorch's plain tensors of "
        + List.of(TorchType.values());
  }

  @Override
  public boolean isValue(Object made) {
    return made instanceof TorchTensor;
  }

  /** The versions of layers, which {@code state_dict} hangs on its dictionary. */
  @Override
  public boolean ignoresAttributes(Object attributes) {
    return attributes instanceof Map<?, ?> map
        && map.keySet().stream().allMatch("_metadata"::equals);
  }

  /**
   * {@code ('storage', type, key, location, count)}, in the older form with a sixth value for views
   * of other storages, else None.
   */
  @Override
  public Object persistent(Object id) throws DatasetException {
    Object[] values = (Object[]) id;
    if (!"storage".equals(values[0])) {
      throw new DatasetException(
          "pickle holds the source of a class ('%s'): save the state dict alone"
              .formatted(values[0]));
    }
    TorchType type = ((StorageName) values[1]).type();
    String key = (String) values[2];
    if (values.length > STORAGE_VALUES && values[STORAGE_VALUES] != null) {
      throw new DatasetException("storage '" + key + "' is a view of another, which is not read");
    }
    return remember(new TorchStorage(key, type, count(key, type, values[4])));
  }

  private static long count(String key, TorchType type, Object value) throws DatasetException {
    long count = value instanceof Integer || value instanceof Long ? number(value) : -1;
    if (count < 0 || count > Long.MAX_VALUE / type.bytes()) {
      throw new DatasetException("storage '%s' of %s elements is none".formatted(key, value));
    }
    return count;
  }

  private TorchStorage remember(TorchStorage storage) throws DatasetException {
    TorchStorage known = storages.putIfAbsent(storage.key(), storage);
    if (known == null) {
      return storage;
    }
    if (known.type() != storage.type() || known.count() != storage.count()) {
      throw new DatasetException(
          "storage '%s' has %d elements of %s in one place and %d of %s in another"
              .formatted(
                  known.key(), known.count(), known.type(), storage.count(), storage.type()));
    }
    return known;
  }

  /** {@code (storage, offset, shape, strides, requires_grad, hooks[, attributes])}. */
  private static Object tensor(Object... args) throws DatasetException {
    if (args.length < TENSOR_ARGS || !isEmpty(args, TENSOR_ARGS)) {
      throw new DatasetException("pickled tensor has attributes that are not known");
    }
    TorchStorage storage = (TorchStorage) args[0];
    TensorLayout layout =
        TensorLayout.within(storage, number(args[1]), numbers(args[2]), numbers(args[3]));
    return new TorchTensor(storage, layout);
  }

  /** {@code (tensor, requires_grad, hooks)}. */
  private static Object parameter(Object... args) throws DatasetException {
    if (args.length != PARAMETER_ARGS || !(args[0] instanceof TorchTensor)) {
      throw new DatasetException("pickled parameter is not made of a tensor");
    }
    return args[0];
  }

  private static boolean isEmpty(Object[] args, int from) {
    return Arrays.stream(args, from, args.length)
        .allMatch(arg -> arg == null || (arg instanceof Map<?, ?> map && map.isEmpty()));
  }

  private static long[] numbers(Object tuple) {
    return Arrays.stream((Object[]) tuple).mapToLong(TorchNames::number).toArray();
  }

  /** Of more than 64 bits none is meant. */
  private static long number(Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw new ClassCastException("number of a tensor is a " + value.getClass());
  }
}
