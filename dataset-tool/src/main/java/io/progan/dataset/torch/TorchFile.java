package io.progan.dataset.torch;

import io.progan.dataset.DatasetException;
import io.progan.dataset.FileKind;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;

/**
 * A file of PyTorch's {@code torch.save}, of either form: the zip that is written since version 1.6
 * and the stream of before. Nothing that the file names is run: it may name tensors, parameters,
 * ordered dictionaries and NumPy's plain values, and is refused by name if it names anything else.
 *
 * <p>Only the description of the object is in memory; elements of tensors are read when they are
 * asked for. Closing the file ends that ({@link java.nio.channels.ClosedChannelException}).
 */
public final class TorchFile implements Closeable {
  private static final int START_BYTES = 512;
  private static final byte[] ZIP_MAGIC = {'P', 'K', 3, 4};
  private static final int ZIP_NAME_LENGTH_AT = 26;
  private static final int ZIP_NAME_AT = 30;

  private final Path path;
  private final FileChannel channel;
  private final boolean zip;
  private final Object content;

  private TorchFile(Path path, FileChannel channel, boolean zip, Object content) {
    this.path = path;
    this.channel = channel;
    this.zip = zip;
    this.content = content;
  }

  /** Whether a file is one of {@code torch.save}, by its content; a damaged one may be, too. */
  public static boolean isTorchFile(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    byte[] start = start(path);
    return isZip(start)
        ? ZipForm.isPickle(firstName(start)) || ZipForm.hasPickle(path)
        : StreamForm.isStartOf(start);
  }

  /**
   * Opens a file and reads everything but the elements of tensors.
   *
   * @throws DatasetException in one line, naming the file and the place in it, if it is none, is
   *     truncated or damaged, is big-endian, or names what is not read
   */
  public static TorchFile open(Path path) throws IOException {
    byte[] start = start(path);
    boolean zip = isZip(start);
    if (!zip && !StreamForm.isStartOf(start)) {
      throw new DatasetException(
          "%s: is no file of torch.save, %s"
              .formatted(
                  path,
                  FileKind.of(start)
                      .map(kind -> "but " + kind)
                      .orElse("neither a zip nor with its magic number at the start")));
    }
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      Object raw = zip ? ZipForm.read(path, channel) : StreamForm.read(path, channel);
      return new TorchFile(path, channel, zip, new PlainTree(path.toString()).convert(raw));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static byte[] start(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(START_BYTES);
    }
  }

  private static boolean isZip(byte[] start) {
    return start.length > ZIP_NAME_AT
        && Arrays.equals(start, 0, ZIP_MAGIC.length, ZIP_MAGIC, 0, ZIP_MAGIC.length);
  }

  /** The name of the entry with which a zip begins (APPNOTE.TXT, 4.3.7). */
  private static String firstName(byte[] start) {
    ByteBuffer header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    int length = header.getShort(ZIP_NAME_LENGTH_AT) & 0xffff;
    int present = Math.min(length, start.length - ZIP_NAME_AT);
    return new String(start, ZIP_NAME_AT, present, StandardCharsets.UTF_8);
  }

  /** The file. */
  public Path path() {
    return path;
  }

  /**
   * The object, nested as in Python, not to be changed:
   *
   * <table>
   * <caption>Python and Java</caption>
   * <tr><th>Python</th><th>Java</th></tr>
   * <tr><td>tensor, parameter</td><td>{@link TorchTensor}</td></tr>
   * <tr><td>dict, OrderedDict</td><td>{@link Map} in the file's order</td></tr>
   * <tr><td>list, tuple</td><td>{@link java.util.List}</td></tr>
   * <tr><td>str, bytes</td><td>String, byte[]</td></tr>
   * <tr><td>int, NumPy integer</td><td>Long; BigInteger if it does not fit</td></tr>
   * <tr><td>float, NumPy floating point</td><td>Double</td></tr>
   * <tr><td>bool, None</td><td>Boolean, null</td></tr>
   * <tr><td>NumPy array</td><td>{@link io.progan.dataset.numpy.NpyArray}</td></tr>
   * </table>
   */
  public Object content() {
    return content;
  }

  /**
   * The tensors of a network by name, in the file's order: the object itself, or its entry {@code
   * state_dict} if that is a dictionary. A {@code module.} before every name is left out.
   *
   * @throws DatasetException if that is no dictionary of tensors, naming the entry
   */
  public Map<String, TorchTensor> stateDict() throws DatasetException {
    return StateDict.of(content, path.toString());
  }

  /**
   * Reads the whole file once and compares the checksums that the zip has; the stream has none.
   *
   * @throws DatasetException naming the damaged entry
   */
  public void verifyChecksums() throws IOException {
    if (zip) {
      ZipForm.verify(path);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
