package io.progan.dataset.label;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads lines of a picture's name and its label (RFC 4180; also with semicolons or tabs). */
final class CsvLabels {
  private static final String DELIMITERS = ",;\t";

  private CsvLabels() {}

  /**
   * Reads a table.
   *
   * @param name what the file is called in messages
   */
  static LabelTable read(String name, String text) throws IOException {
    List<LabelEntry> entries = new ArrayList<>();
    try (CSVParser lines =
        CSVParser.builder().setReader(new StringReader(text)).setFormat(format(text)).get()) {
      for (CSVRecord line : lines) {
        List<String> cells = line.toList();
        String place = "line " + lines.getCurrentLineNumber();
        List<String> label = cells.subList(1, cells.size());
        entries.add(new LabelEntry(cells.get(0), label, label.size() > 1, place));
      }
    } catch (UncheckedIOException e) {
      String reason = e.getCause().getMessage();
      throw new DatasetException(name + ": cannot be read as CSV (" + reason + ")", e);
    } catch (IllegalStateException e) {
      throw new DatasetException(name + ": cannot be read as CSV (" + e.getMessage() + ")", e);
    }
    if (entries.isEmpty() || !startsWithHeading(entries)) {
      return new LabelTable(entries, List.of(), List.of());
    }
    List<String> columns = new ArrayList<>(List.of(entries.get(0).picture()));
    columns.addAll(entries.get(0).cells());
    return new LabelTable(entries.subList(1, entries.size()), List.of(), columns);
  }

  /**
   * A heading names columns: its first cell has no point and no slash, as files have, and the
   * others are no numbers; or they are none where those of all other lines are.
   */
  private static boolean startsWithHeading(List<LabelEntry> entries) {
    LabelEntry first = entries.get(0);
    if (first.cells().stream().anyMatch(Numbers::isNumber)) {
      return false;
    }
    boolean named = first.picture().contains(".") || first.path().contains("/");
    List<LabelEntry> others = entries.subList(1, entries.size());
    return !named || (!others.isEmpty() && others.stream().allMatch(CsvLabels::isOfNumbers));
  }

  private static boolean isOfNumbers(LabelEntry entry) {
    return !entry.cells().isEmpty() && entry.cells().stream().allMatch(Numbers::isNumber);
  }

  /** Divided by what the first line has most of. */
  private static CSVFormat format(String text) {
    String line = text.lines().filter(l -> !l.isBlank()).findFirst().orElse("");
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
