package io.progan.metrics.feature;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The content of a network's file.
 *
 * @param id where it was read and what identifies it
 * @param bytes its content
 */
record NetworkContent(Id id, byte[] bytes) {

  /**
   * Which network it is.
   *
   * @param path where it was read
   * @param fingerprint the SHA-256 of the content, in lower-case hexadecimal digits
   */
  record Id(Path path, String fingerprint) {}

  private static final long MAX_BYTES = Integer.MAX_VALUE - 8;

  /** The number of the field that holds the graph in an ONNX {@code ModelProto}. */
  private static final int ONNX_GRAPH = 7;

  /** The number of the field that holds nodes in a TensorFlow {@code GraphDef}. */
  private static final int TENSORFLOW_NODE = 1;

  /**
   * Reads a file.
   *
   * @throws FeatureNetworkException if it is missing, a folder, empty, too large for one array, or
   *     no protocol buffer of the right kind
   * @throws IOException if it cannot be read
   */
  static NetworkContent read(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new FeatureNetworkException(path, "is a folder, must be the file of a network");
    }
    byte[] bytes;
    try {
      long size = Files.size(path);
      if (size > MAX_BYTES) {
        throw new FeatureNetworkException(path, "holds " + size + " bytes, too many for a network");
      }
      bytes = Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new FeatureNetworkException(path, "does not exist", e);
    }
    if (bytes.length == 0) {
      throw new FeatureNetworkException(path, "is empty");
    }
    NetworkContent file = new NetworkContent(new Id(path, sha256(bytes)), bytes);
    if (!file.hasField(ONNX_GRAPH) && !file.hasField(TENSORFLOW_NODE)) {
      throw new FeatureNetworkException(
          path, "is no network: neither an ONNX file nor a frozen TensorFlow graph, or cut short");
    }
    return file;
  }

  /** Whether it is a frozen TensorFlow graph rather than an ONNX file. */
  boolean isTensorFlow() {
    return !hasField(ONNX_GRAPH);
  }

  /**
   * Whether the content is a protocol buffer, whole to its last byte, with a message in that field.
   */
  private boolean hasField(int number) {
    boolean found = false;
    try {
      CodedInputStream in = CodedInputStream.newInstance(bytes);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        found |= tag == WireFormat.FieldType.MESSAGE.getWireType() + (number << 3);
        in.skipField(tag);
      }
    } catch (IOException e) {
      return false;
    }
    return found;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
