package io.progan.dataset.pickle;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * The library's unpickler with its own answers where a pickle names things, sets state or claims a
 * length. Its registry of constructors is never asked.
 */
final class SafeUnpickler extends Unpickler {
  private static final int LONGEST_DECIMAL = 100;
  private static final int LONGEST_NAME = 100;
  private static final long LONGEST_VALUE = Integer.MAX_VALUE - 8;

  private final PickleDialect dialect;

  SafeUnpickler(PickleDialect dialect) {
    this.dialect = dialect;
  }

  @Override
  protected Object dispatch(short key) throws IOException {
    PickleInput in = (PickleInput) input;
    in.beginOperation();
    switch (key) {
      case Opcodes.GLOBAL -> stack.add(find(line(), line()));
      case Opcodes.STACK_GLOBAL -> {
        String name = (String) stack.pop();
        stack.add(find((String) stack.pop(), name));
      }
      case Opcodes.INST -> {
        IObjectConstructor type = find(line(), line());
        stack.add(type.construct(stack.pop_all_since_marker().toArray()));
      }
      case Opcodes.BINPERSID -> stack.add(dialect.persistent(stack.pop()));
      case Opcodes.BUILD -> setState(stack.pop(), stack.peek());
      case Opcodes.EMPTY_DICT -> stack.add(new LinkedHashMap<>());
      case Opcodes.DICT -> {
        List<Object> items = stack.pop_all_since_marker();
        stack.add(new LinkedHashMap<>());
        putAll(items);
      }
      case Opcodes.SETITEMS -> putAll(stack.pop_all_since_marker());
      case Opcodes.SETITEM -> {
        Object value = stack.pop();
        putAll(Arrays.asList(stack.pop(), value));
      }
      case Opcodes.EMPTY_SET, Opcodes.FROZENSET -> throw new PickleException("sets are not read");
      case Opcodes.LONG -> stack.add(decimal(line()));
      default -> {
        checkLength(key, in);
        return super.dispatch(key);
      }
    }
    return NO_RETURN_VALUE;
  }

  private String line() throws IOException {
    return PickleUtils.readline(input);
  }

  private IObjectConstructor find(String module, String name) {
    PickleFunction added = dialect.find(module, name);
    if (added != null) {
      return added;
    }
    String qualified = module + "." + name;
    IObjectConstructor known = KnownNames.find(qualified);
    if (known == null) {
      throw new PickleException(
          "pickle names '%s', which is refused: only %s are read"
              .formatted(printable(qualified), dialect.readable()));
    }
    return known;
  }

  private static String printable(String text) {
    String clean = text.replaceAll("[^\\x20-\\x7e]", "?");
    return clean.length() <= LONGEST_NAME ? clean : clean.substring(0, LONGEST_NAME) + "...";
  }

  private void setState(Object state, Object target) throws DatasetException {
    if (target instanceof StatefulValue value) {
      value.setState(state);
    } else if (!(target instanceof Map && dialect.ignoresAttributes(state))) {
      throw new PickleException("pickle sets the state of a plain value");
    }
  }

  /** Puts keys and values, by turns, into the dictionary on top of the stack. */
  private void putAll(List<Object> items) {
    @SuppressWarnings("unchecked") // only maps made above
    Map<Object, Object> dictionary = (LinkedHashMap<Object, Object>) stack.peek();
    for (int i = 0; i < items.size(); i += 2) {
      dictionary.put(KnownNames.key(items.get(i)), items.get(i + 1));
    }
  }

  private static Number decimal(String line) {
    String digits = line.endsWith("L") ? line.substring(0, line.length() - 1) : line;
    if (digits.length() > LONGEST_DECIMAL) {
      throw new PickleException("number of " + digits.length() + " digits");
    }
    return PickleUtils.optimizeBigint(new BigInteger(digits));
  }

  /** The library allocates what a length says before it reads. */
  private static void checkLength(short key, PickleInput in) throws IOException {
    int lengthBytes =
        switch (key) {
          case Opcodes.BINSTRING, Opcodes.BINBYTES, Opcodes.BINUNICODE, Opcodes.LONG4 -> 4;
          case Opcodes.BINUNICODE8, Opcodes.BINBYTES8, Opcodes.BYTEARRAY8 -> 8;
          default -> 0;
        };
    if (lengthBytes == 0) {
      return;
    }
    long length = in.peek(lengthBytes);
    long left = in.left() - lengthBytes;
    if (length < 0 || length > left) {
      throw new PickleException(
          "%s bytes are claimed and %d are left: the file is truncated or damaged"
              .formatted(Long.toUnsignedString(length), left));
    }
    if (length > LONGEST_VALUE) {
      throw new PickleException("value of " + length + " bytes is too large");
    }
  }
}
