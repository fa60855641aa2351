package io.progan.metrics.classifier;

import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyType;
import io.progan.dataset.numpy.NpyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A trained classifier of greyscale pictures with values in [0, 255].
 *
 * @param imageSize height and width of the pictures
 * @param classNames what the classes are called; empty if not known
 * @param arrays float32 arrays by the names and of the shapes of {@link ClassifierShape#arrays}
 */
public record ClassifierWeights(
    int imageSize, List<String> classNames, Map<String, NpyArray> arrays) {

  /**
   * Checks that the arrays are those of one classifier.
   *
   * @throws IllegalArgumentException saying what is missing, too much, of a wrong shape or no
   *     number
   */
  public ClassifierWeights {
    classNames = List.copyOf(classNames);
    arrays = Map.copyOf(arrays);
    ClassifierShape shape = shapeOf(imageSize, arrays);
    Map<String, int[]> wanted = shape.arrays();
    for (String name : arrays.keySet()) {
      if (!wanted.containsKey(name)) {
        throw new IllegalArgumentException("an array '" + name + "' is not of a classifier");
      }
    }
    for (Map.Entry<String, int[]> entry : wanted.entrySet()) {
      check(entry.getKey(), present(entry.getKey(), arrays), entry.getValue());
    }
    if (!classNames.isEmpty() && classNames.size() != shape.classes()) {
      throw new IllegalArgumentException(
          "%d names for %d classes".formatted(classNames.size(), shape.classes()));
    }
  }

  /** The widths are those of the arrays. */
  private static ClassifierShape shapeOf(int imageSize, Map<String, NpyArray> arrays) {
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < ClassifierShape.CONVOLUTIONS; i++) {
      widths.add(last(ClassifierShape.weight(ClassifierShape.convolution(i)), arrays));
    }
    int classes = last(ClassifierShape.weight(ClassifierShape.DENSE), arrays);
    return new ClassifierShape(imageSize, widths, classes);
  }

  private static int last(String name, Map<String, NpyArray> arrays) {
    int[] shape = present(name, arrays).shape();
    if (shape.length == 0) {
      throw new IllegalArgumentException("array '" + name + "' has no dimensions");
    }
    return shape[shape.length - 1];
  }

  private static NpyArray present(String name, Map<String, NpyArray> arrays) {
    NpyArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("array '" + name + "' is missing");
    }
    return array;
  }

  private static void check(String name, NpyArray array, int... shape) {
    if (array.type() != NpyType.FLOAT32 || !Arrays.equals(array.shape(), shape)) {
      throw new IllegalArgumentException(
          "array '%s' is %s of shape %s, must be FLOAT32 of shape %s"
              .formatted(
                  name, array.type(), Arrays.toString(array.shape()), Arrays.toString(shape)));
    }
    for (float value : array.floats()) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("array '" + name + "' holds " + value);
      }
    }
  }

  /** The sizes of its layers. */
  public ClassifierShape shape() {
    return shapeOf(imageSize, arrays);
  }

  /**
   * What identifies it: the SHA-256 of the size of its pictures and of its arrays, in lower-case
   * hexadecimal digits. Modes that were counted with other classifiers must not be compared.
   */
  public String fingerprint() {
    MessageDigest digest = sha256();
    digest.update(("imageSize " + imageSize).getBytes(StandardCharsets.UTF_8));
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      for (String name : shape().arrays().keySet()) {
        out.write(name.getBytes(StandardCharsets.UTF_8));
        NpyWriter.write(out, arrays.get(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
