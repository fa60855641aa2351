package io.progan.dataset.celebahq;

import io.progan.dataset.DatasetException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code list_landmarks_celeba.txt}: eyes, nose and corners of the mouth of each photograph. */
final class Landmarks {
  private static final int NUMBERS = 10;
  private static final int HEADER_LINES = 2;

  private final Path file;
  private final List<float[]> rows;

  private Landmarks(Path file, List<float[]> rows) {
    this.file = file;
    this.rows = rows;
  }

  /**
   * Reads all landmarks, 40 bytes each. The two lines at the top are passed over.
   *
   * @throws DatasetException if the file is missing or a line is broken
   */
  static Landmarks read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DatasetException(
          file + ": no such file; CelebA's annotations belong into the folder Anno");
    }
    List<float[]> rows = new ArrayList<>();
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (number > HEADER_LINES && !line.isBlank()) {
          rows.add(row(line, file + ": line " + number));
        }
      }
    }
    return new Landmarks(file, rows);
  }

  private static float[] row(String line, String place) throws DatasetException {
    String[] words = Words.of(line);
    if (words.length != NUMBERS + 1) {
      throw new DatasetException(
          "%s has %d words, must have a file name and %d numbers"
              .formatted(place, words.length, NUMBERS));
    }
    float[] row = new float[NUMBERS];
    for (int i = 0; i < NUMBERS; i++) {
      try {
        row[i] = (float) Double.parseDouble(words[i + 1]);
      } catch (NumberFormatException e) {
        throw new DatasetException(place + ": '" + words[i + 1] + "' is not a number", e);
      }
    }
    return row;
  }

  /**
   * The landmarks of one photograph: x and y of left eye, right eye, nose, left and right corner of
   * the mouth.
   *
   * @throws DatasetException if there are none of that index, or they lie in one point
   */
  float[] of(int index) throws DatasetException {
    if (index >= rows.size()) {
      throw new DatasetException(
          "%s: has %d rows, the list of images asks for row %d"
              .formatted(file, rows.size(), index));
    }
    float[] row = rows.get(index).clone();
    float[] sides = FaceSquare.of(row).axisX();
    if (!Float.isFinite(sides[0]) || !Float.isFinite(sides[1])) {
      throw new DatasetException(
          "%s: row %d: no face can have the landmarks %s"
              .formatted(file, index, Arrays.toString(row)));
    }
    return row;
  }
}
