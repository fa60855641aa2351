package io.progan.dataset.numpy;

import io.progan.dataset.DatasetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The first part of an array file: magic, version, and a Python dictionary of type, order and shape
 * (format description in NumPy's {@code numpy.lib.format}).
 *
 * @param dtype how the values are laid out
 * @param fortran whether the first index runs fastest
 * @param shape the dimensions, none for a single number
 */
record NpyHeader(NpyDtype dtype, boolean fortran, List<Integer> shape) {
  private static final int ALIGNMENT = 64;
  private static final int FIXED_BYTES = 10;
  private static final int MAX_DIMENSIONS = 32;
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?[a-z]\\d+)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d\\s,L]*)\\)");
  private static final Pattern DIMENSION = Pattern.compile("\\d+");

  NpyHeader {
    shape = List.copyOf(shape);
  }

  /**
   * The header of version 1.0 of an array in little endian and C order, which is what is written.
   */
  static byte[] toBytes(NpyType type, List<Integer> shape) {
    String dimensions = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
    String comma = shape.size() == 1 ? "," : "";
    String text =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s%s), }"
            .formatted(type.descr(), dimensions, comma);
    int length = FIXED_BYTES + text.length() + 1;
    int padded = (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    int dictionary = padded - FIXED_BYTES;
    byte[] bytes = new byte[padded];
    Arrays.fill(bytes, (byte) ' ');
    byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    System.arraycopy(start, 0, bytes, 0, start.length);
    bytes[8] = (byte) dictionary;
    bytes[9] = (byte) (dictionary >>> 8);
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, bytes, FIXED_BYTES, ascii.length);
    bytes[padded - 1] = '\n';
    return bytes;
  }

  /** Reads the dictionary; {@code name} is the file's name for messages. */
  static NpyHeader parse(String dictionary, String name) throws DatasetException {
    String descr = find(DESCR, dictionary, "descr", name);
    String fortran = find(FORTRAN, dictionary, "fortran_order", name);
    List<Integer> shape = shape(find(SHAPE, dictionary, "shape", name), name);
    return new NpyHeader(NpyDtype.parse(descr, name), fortran.equals("True"), shape);
  }

  private static String find(Pattern pattern, String dictionary, String key, String name)
      throws DatasetException {
    Matcher matcher = pattern.matcher(dictionary);
    if (!matcher.find()) {
      throw new DatasetException(
          name + ": NPY header has no usable '" + key + "': " + dictionary.strip());
    }
    return matcher.group(1);
  }

  private static List<Integer> shape(String text, String name) throws DatasetException {
    List<Integer> shape = new ArrayList<>();
    Matcher matcher = DIMENSION.matcher(text);
    while (matcher.find()) {
      String digits = matcher.group();
      if (digits.length() > 10 || Long.parseLong(digits) > Integer.MAX_VALUE) {
        throw new DatasetException(name + ": array dimension " + digits + " is too large");
      }
      shape.add(Integer.parseInt(digits));
    }
    if (shape.size() > MAX_DIMENSIONS) {
      throw new DatasetException(name + ": array of shape (" + text + ") has too many dimensions");
    }
    return shape;
  }
}
