package io.progan.dataset.label;

import io.progan.dataset.DatasetException;
import io.progan.dataset.FileKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Labels in a file. CSV: lines of a picture's name and its class, a name or a number, or two or
 * more numbers; a heading line may come first. JSON: an object from names to classes or lists of
 * numbers, or {@code {"labels": [[name, label], ...]}}; {@code "classNames"} may list the classes.
 */
public final class LabelReader {
  private static final int START_BYTES = 512;

  private LabelReader() {}

  /**
   * Reads a file.
   *
   * @param file ending in {@code .json} for JSON; everything else is CSV
   * @throws DatasetException naming file and line or picture if it cannot be understood
   */
  public static PictureLabels read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DatasetException(file + ": no such file of labels");
    }
    String name = file.toString();
    String text = text(name, Files.readAllBytes(file));
    LabelTable table =
        name.toLowerCase(Locale.ROOT).endsWith(".json")
            ? JsonLabels.read(name, text)
            : CsvLabels.read(name, text);
    return new LabelBuilder(name, table).build();
  }

  /**
   * Reads the {@code dataset.json} of StyleGAN2-ADA and its successors: {@code {"labels": [[name,
   * label], ...]}}, or null instead of the list.
   *
   * @param name what it is called in messages
   * @return empty if there are no labels
   * @throws DatasetException as for the other one
   */
  public static Optional<PictureLabels> readDatasetJson(String name, byte[] content)
      throws DatasetException {
    String text = text(name, content);
    return JsonLabels.hasLabels(name, text)
        ? Optional.of(new LabelBuilder(name, JsonLabels.read(name, text)).build())
        : Optional.empty();
  }

  /** UTF-8, or what spreadsheets call Unicode text: UTF-16 with a mark at its beginning. */
  private static String text(String name, byte[] content) throws DatasetException {
    boolean marked =
        content.length > 1
            && ((content[0] == (byte) 0xff && content[1] == (byte) 0xfe)
                || (content[0] == (byte) 0xfe && content[1] == (byte) 0xff));
    Charset charset = marked ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    Optional<String> other =
        FileKind.of(Arrays.copyOf(content, Math.min(content.length, START_BYTES)));
    if (other.isPresent() && content.length > 0) {
      throw new DatasetException("%s: is no file of labels, but %s".formatted(name, other.get()));
    }
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new DatasetException(name + ": is not UTF-8 text; save it as UTF-8", e);
    }
  }
}
