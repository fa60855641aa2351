package io.progan.dataset.celebahq;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** {@code image_list.txt}: which photograph each image was made from, and checksums. */
final class ImageList {
  /** The name of the file beside the deltas. */
  static final String FILE_NAME = "image_list.txt";

  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern PLAIN_NAME = Pattern.compile("[\\w-][\\w.-]*");

  private ImageList() {}

  /**
   * One image.
   *
   * @param number its number, which names its delta and is the index of its entry in the list
   * @param landmarks the index of its photograph's landmarks
   * @param photo the file name of its photograph
   * @param alignedMd5 of the photograph once it is aligned
   * @param finalMd5 of the image
   */
  record Entry(int number, int landmarks, String photo, String alignedMd5, String finalMd5) {}

  /**
   * Reads the list.
   *
   * @throws DatasetException if it is missing or a line is broken
   */
  static List<Entry> read(Path file) throws IOException {
    List<String> lines = lines(file);
    List<String> names = lines.isEmpty() ? List.of() : List.of(Words.of(lines.get(0)));
    List<Integer> columns =
        List.of("idx", "orig_idx", "orig_file", "proc_md5", "final_md5").stream()
            .map(names::indexOf)
            .toList();
    if (columns.contains(-1)) {
      throw new DatasetException(
          file + ": line 1 must name the columns idx, orig_idx, orig_file, proc_md5 and final_md5");
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String[] words = Words.of(lines.get(i));
      if (words.length == names.size()) {
        entries.add(entry(words, columns, file + ": line " + (i + 1)));
      } else if (!lines.get(i).isBlank()) {
        throw new DatasetException(
            "%s: line %d has %d words, must have %d"
                .formatted(file, i + 1, words.length, names.size()));
      }
    }
    checkNumbers(file, entries);
    return entries;
  }

  private static List<String> lines(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DatasetException(file + ": no such file; it comes with the deltas");
    }
    // Any byte is a character here, so that a file of another kind is refused by its content.
    return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
  }

  private static Entry entry(String[] words, List<Integer> columns, String place)
      throws DatasetException {
    String photo = words[columns.get(2)];
    String alignedMd5 = words[columns.get(3)];
    String finalMd5 = words[columns.get(4)];
    if (!PLAIN_NAME.matcher(photo).matches()) {
      throw new DatasetException(place + ": '" + photo + "' is not a plain file name");
    }
    if (!MD5.matcher(alignedMd5).matches() || !MD5.matcher(finalMd5).matches()) {
      throw new DatasetException(place + ": MD5 sums must be 32 hexadecimal digits");
    }
    int number = number(words[columns.get(0)], place);
    return new Entry(number, number(words[columns.get(1)], place), photo, alignedMd5, finalMd5);
  }

  private static int number(String word, String place) throws DatasetException {
    try {
      int number = Integer.parseInt(word);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new DatasetException(place + ": '" + word + "' is not a whole number", e);
    }
    throw new DatasetException(place + ": '" + word + "' is negative");
  }

  private static void checkNumbers(Path file, List<Entry> entries) throws DatasetException {
    if (entries.isEmpty()) {
      throw new DatasetException(file + ": lists no image");
    }
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).number() != i) {
        throw new DatasetException(
            "%s: entry %d has the number %d; the list must be in order and complete"
                .formatted(file, i, entries.get(i).number()));
      }
    }
  }
}
