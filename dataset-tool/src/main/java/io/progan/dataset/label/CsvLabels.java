package io.progan.dataset.label;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads lines of a picture's name and its label (RFC 4180; also with semicolons or tabs). */
final class CsvLabels {
  private static final String DELIMITERS = ",;\t";
  private static final int SNIFFED_CHARS = 4096;

  private CsvLabels() {}

  static void read(Path file, LabelReader.Entries entries) throws IOException {
    try (Reader in = Files.newBufferedReader(file);
        CSVParser lines = CSVParser.builder().setReader(in).setFormat(format(file)).get()) {
      for (CSVRecord line : lines) {
        if (line.getRecordNumber() > 1 || !isHeading(line)) {
          List<String> cells = line.toList();
          String place = "line " + lines.getCurrentLineNumber();
          entries.put(cells.get(0), cells.subList(1, cells.size()), place);
        }
      }
    } catch (MalformedInputException e) {
      throw new DatasetException(file + ": is not UTF-8 text", e);
    } catch (UncheckedIOException | IllegalStateException e) {
      throw new DatasetException(file + ": cannot be read as CSV (" + e.getMessage() + ")", e);
    }
  }

  /** A heading names a column, not a file: it has no point and no slash. */
  private static boolean isHeading(CSVRecord line) {
    return !line.get(0).contains(".") && !line.get(0).contains("/");
  }

  /** Divided by what the first line has most of. */
  private static CSVFormat format(Path file) throws IOException {
    char[] text = new char[SNIFFED_CHARS];
    int length;
    try (Reader in = Files.newBufferedReader(file)) {
      length = Math.max(0, in.read(text));
    }
    String line = new String(text, 0, length).lines().findFirst().orElse("");
    char delimiter = ',';
    long most = 0;
    for (int i = 0; i < DELIMITERS.length(); i++) {
      char candidate = DELIMITERS.charAt(i);
      long count = line.chars().filter(c -> c == candidate).count();
      if (count > most) {
        most = count;
        delimiter = candidate;
      }
    }
    return CSVFormat.RFC4180
        .builder()
        .setDelimiter(delimiter)
        .setIgnoreEmptyLines(true)
        .setIgnoreSurroundingSpaces(true)
        .get();
  }
}
