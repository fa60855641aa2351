package io.progan.dataset.pickle;

import io.progan.dataset.DatasetException;
import io.progan.dataset.numpy.NpyArray;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.PickleException;

/**
 * Everything that a pickle of plain values and NumPy arrays names, and what it stands for here.
 * Each makes a value from its arguments and does nothing else.
 */
final class KnownNames {
  private static final Set<String> LATIN_1 = Set.of("latin1", "latin-1", "iso-8859-1");
  private static final Object[] NO_ARGS = {};
  private static final IObjectConstructor NDARRAY = args -> notCalled("numpy.ndarray");
  private static final IObjectConstructor OBJECT = args -> notCalled("object");
  private static final Map<String, IObjectConstructor> CONSTRUCTORS = new HashMap<>();

  static {
    CONSTRUCTORS.put("numpy.ndarray", NDARRAY);
    CONSTRUCTORS.put("numpy.dtype", PickledDtype::new);
    for (String core : new String[] {"numpy.core.", "numpy._core."}) {
      CONSTRUCTORS.put(core + "multiarray._reconstruct", KnownNames::reconstruct);
      CONSTRUCTORS.put(core + "multiarray.scalar", KnownNames::scalar);
      CONSTRUCTORS.put(core + "numeric._frombuffer", KnownNames::fromBuffer);
    }
    CONSTRUCTORS.put("_codecs.encode", KnownNames::encode);
    for (String builtins : new String[] {"__builtin__.", "builtins."}) {
      CONSTRUCTORS.put(builtins + "bytes", KnownNames::bytes);
      CONSTRUCTORS.put(builtins + "bytearray", KnownNames::bytes);
      CONSTRUCTORS.put(builtins + "object", OBJECT);
    }
    CONSTRUCTORS.put("collections.OrderedDict", KnownNames::orderedDict);
    CONSTRUCTORS.put("copy_reg._reconstructor", KnownNames::instance);
    CONSTRUCTORS.put("copyreg._reconstructor", KnownNames::instance);
  }

  private KnownNames() {}

  /** What a name stands for, null if it is not known. */
  static IObjectConstructor find(String qualified) {
    return CONSTRUCTORS.get(qualified);
  }

  private static Object notCalled(String name) {
    throw new PickleException("pickle calls '" + name + "', which is refused");
  }

  /** {@code (ndarray, (0,), b'b')}: an array that its state fills. */
  private static Object reconstruct(Object... args) {
    if (args[0] != NDARRAY) {
      throw new PickleException("pickled array is of a subclass of numpy.ndarray");
    }
    return new PickledArray();
  }

  /** {@code (dtype, bytes)}: an array of no dimensions. */
  private static NpyArray scalar(Object... args) {
    return decode(args[0], args[1], false, NO_ARGS);
  }

  /** {@code (buffer, dtype, shape, order)} of protocol 5. */
  private static NpyArray fromBuffer(Object... args) {
    return decode(args[1], args[0], args[3].equals("F"), args[2]);
  }

  private static NpyArray decode(Object dtype, Object data, boolean fortran, Object shape) {
    try {
      return PickledArray.decode((PickledDtype) dtype, data, fortran, shape);
    } catch (DatasetException e) {
      throw new PickleException(e.getMessage(), e);
    }
  }

  /** {@code (text, 'latin1')}: how Python 3 writes bytes in protocols 0 to 2. */
  private static Object encode(Object... args) {
    if (args.length != 2 || !LATIN_1.contains(args[1])) {
      throw new PickleException("pickle encodes text, other than to Latin-1");
    }
    return PickledArray.bytes(args[0]);
  }

  /** Nothing, or bytes, or {@code (text, 'latin-1')}. */
  private static Object bytes(Object... args) {
    return switch (args.length) {
      case 0 -> new byte[0];
      case 1 -> PickledArray.bytes(args[0]);
      default -> encode(args);
    };
  }

  /** Nothing, or as Python 2 has it a list of pairs of key and value. */
  private static Object orderedDict(Object... args) {
    if (args.length > 1) {
      throw new PickleException("pickled OrderedDict has " + args.length + " arguments");
    }
    Map<Object, Object> dictionary = new LinkedHashMap<>();
    for (Object item : args.length == 0 ? List.of() : (List<?>) args[0]) {
      List<?> pair = item instanceof Object[] tuple ? Arrays.asList(tuple) : (List<?>) item;
      if (pair.size() != 2) {
        throw new PickleException("pickled OrderedDict has an item of " + pair.size() + " values");
      }
      dictionary.put(key(pair.get(0)), pair.get(1));
    }
    return dictionary;
  }

  /** A value that can be a dictionary's key here; {@link PickleException} otherwise. */
  static Object key(Object value) {
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    throw new PickleException("dictionary key is neither text nor a number");
  }

  /** {@code (class, object, None)}: an empty object in protocols 0 and 1. */
  private static Object instance(Object... args) {
    if (args[1] != OBJECT) {
      throw new PickleException("pickled object is of a class derived from a plain type");
    }
    return ((IObjectConstructor) args[0]).construct(NO_ARGS);
  }
}
