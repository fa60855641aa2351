package io.progan.app.classifier;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.progan.app.console.CommandFailure;
import io.progan.app.console.ExitCode;
import io.progan.core.snapshot.AtomicFile;
import io.progan.core.snapshot.NpzReader;
import io.progan.core.snapshot.NpzWriter;
import io.progan.dataset.numpy.NpyArray;
import io.progan.metrics.classifier.ClassifierWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file of a classifier: an {@code .npz} archive of its arrays with {@code classifier.json},
 * described in {@code docs/files.md}.
 *
 * @param weights what it has learnt
 * @param training how; null if the file does not say
 */
public record ClassifierFile(ClassifierWeights weights, Training training) {

  private static final String HEADER = "classifier.json";
  private static final String FORMAT = "progan classifier";
  private static final int VERSION = 1;

  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * How a classifier was trained.
   *
   * @param dataset the name of the dataset
   * @param pictures how many it learnt from
   * @param epochs how often it saw each
   * @param augmented whether they were shifted, turned and resized a little
   * @param seed of the training
   * @param heldOut how many pictures its error was measured on; 0 for none
   * @param error the part of them that it got wrong, 0 to 1; null if there were none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Training(
      String dataset,
      int pictures,
      int epochs,
      boolean augmented,
      long seed,
      int heldOut,
      Double error) {}

  /** What the file says about itself. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Header(
      String format,
      int version,
      int imageSize,
      int classes,
      List<String> classNames,
      long parameters,
      String fingerprint,
      Training training) {}

  /** Writes it; the file appears when it is complete. */
  public void write(Path file) throws IOException {
    Header header =
        new Header(
            FORMAT,
            VERSION,
            weights.imageSize(),
            weights.shape().classes(),
            weights.classNames(),
            weights.shape().parameters(),
            weights.fingerprint(),
            training);
    AtomicFile.write(
        file,
        out -> {
          NpzWriter npz = new NpzWriter(out);
          npz.member(HEADER, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(header));
          for (String name : weights.shape().arrays().keySet()) {
            npz.array(name, weights.arrays().get(name));
          }
          npz.finish();
        });
  }

  /**
   * Reads a file.
   *
   * @throws CommandFailure in one line, if it holds no classifier, or is damaged
   * @throws io.progan.core.snapshot.SnapshotException likewise, if it is no archive or damaged
   * @throws IOException if it cannot be read
   */
  public static ClassifierFile read(Path file) throws IOException {
    try (NpzReader npz = new NpzReader(file, "a classifier")) {
      Header header = header(file, npz.content(HEADER));
      Map<String, NpyArray> arrays = new LinkedHashMap<>();
      for (String name : npz.arrayNames()) {
        arrays.put(name, npz.array(name));
      }
      List<String> names = header.classNames == null ? List.of() : header.classNames;
      ClassifierWeights weights = new ClassifierWeights(header.imageSize, names, arrays);
      if (!weights.fingerprint().equals(header.fingerprint)) {
        throw unusable(file, "its arrays are not those that its fingerprint is of", null);
      }
      return new ClassifierFile(weights, header.training);
    } catch (IllegalArgumentException e) {
      throw unusable(file, e.getMessage(), e);
    }
  }

  private static Header header(Path file, byte[] content) throws IOException {
    try {
      Header header = JSON.readValue(content, Header.class);
      if (header == null || !FORMAT.equals(header.format)) {
        throw unusable(file, HEADER + " is not of a classifier", null);
      }
      if (header.version != VERSION) {
        throw unusable(file, "is of version " + header.version + ", known is " + VERSION, null);
      }
      return header;
    } catch (JsonProcessingException e) {
      throw unusable(file, HEADER + ": " + e.getOriginalMessage(), e);
    }
  }

  private static CommandFailure unusable(Path file, String why, Exception cause) {
    return new CommandFailure(
        ExitCode.WRONG_USAGE, file + ": not a classifier that can be used: " + why, cause);
  }
}
