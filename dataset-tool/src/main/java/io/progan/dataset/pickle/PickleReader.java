package io.progan.dataset.pickle;

import io.progan.dataset.DatasetException;
import io.progan.dataset.FileKind;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import net.razorvine.pickle.PickleException;

/**
 * Reads Python pickles of protocols 0 to 5 (PEP 307, 3154, 574). A pickle is a small programme that
 * may name any function; here it may name only what plain values and NumPy arrays need and the
 * classes that the caller allows, and nothing it names is ever run: everything else is refused by
 * name. No length in the file is believed beyond the file's own size.
 *
 * <p>The values that come out, nested as in Python:
 *
 * <table>
 * <caption>Python and Java</caption>
 * <tr><th>Python</th><th>Java</th></tr>
 * <tr><td>None, bool, float</td><td>null, Boolean, Double</td></tr>
 * <tr><td>int</td><td>Integer, Long or BigInteger</td></tr>
 * <tr><td>str; str of Python 2</td><td>String; String of the bytes as Latin-1</td></tr>
 * <tr><td>bytes, bytearray</td><td>byte[]</td></tr>
 * <tr><td>list, tuple</td><td>{@link java.util.List}</td></tr>
 * <tr><td>dict, OrderedDict</td><td>{@link java.util.Map} in the pickle's order</td></tr>
 * <tr><td>numpy array, numpy scalar</td><td>{@link io.progan.dataset.numpy.NpyArray}</td></tr>
 * <tr><td>object of an allowed class</td><td>{@link PickledObject}</td></tr>
 * </table>
 */
public final class PickleReader {
  private final PickleDialect dialect;

  private PickleReader(PickleDialect dialect) {
    this.dialect = dialect;
  }

  /**
   * A reader for pickles of plain values, arrays and objects of some classes.
   *
   * @param classes module and name, for example {@code tfutil.Network}; none by default
   */
  public static PickleReader allowing(String... classes) {
    return of(new AllowedClasses(Set.of(classes)));
  }

  /** A reader for pickles of plain values, arrays and what a dialect adds. */
  public static PickleReader of(PickleDialect dialect) {
    return new PickleReader(dialect);
  }

  /**
   * The value in a file; what follows it is not read.
   *
   * @throws DatasetException naming the file and the offset, if it is no pickle, is damaged or
   *     names something that is not allowed
   */
  public Object read(Path file) throws IOException {
    Optional<String> other = FileKind.of(file);
    if (other.isPresent()) {
      throw new DatasetException("%s: is no pickle, but %s".formatted(file, other.get()));
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return read(in, file.toString(), Files.size(file));
    }
  }

  /**
   * The next value of a stream, which stays open and is left behind the value.
   *
   * @param in must support marks
   * @param name what the stream is called in messages
   * @param size the bytes that the stream has at most; no more are read
   * @throws DatasetException as for {@link #read(Path)}
   */
  public Object read(InputStream in, String name, long size) throws IOException {
    return read(new PickleInput(in, size), name);
  }

  /** The next value of an input. */
  Object read(PickleInput input, String name) throws IOException {
    try {
      Object value = new SafeUnpickler(dialect).load(input);
      return new Resolver(dialect).resolve(value);
    } catch (EOFException e) {
      throw new DatasetException(
          "%s: file ends within the pickle, after %d bytes".formatted(name, input.position()), e);
    } catch (PickleException | DatasetException e) {
      String reason = e.getMessage();
      boolean nonsense = reason.startsWith("invalid ");
      throw new DatasetException(
          at(name, input)
              + (nonsense ? "not a pickle, or a damaged one (%s)".formatted(reason) : reason),
          e);
    } catch (RuntimeException e) {
      throw new DatasetException(at(name, input) + "not a pickle, or a damaged one", e);
    }
  }

  private static String at(String name, PickleInput input) {
    return "%s: byte %d: ".formatted(name, input.operationStart());
  }
}
