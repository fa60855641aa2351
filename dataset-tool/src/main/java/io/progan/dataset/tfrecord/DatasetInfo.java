package io.progan.dataset.tfrecord;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.progan.dataset.DatasetException;
import io.progan.dataset.FileKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a dataset says about itself in {@code dataset.json}. Keys that are not known are left for
 * newer versions.
 *
 * @param name the name that the files of the dataset begin with
 * @param source where the images came from, in words
 * @param count the number of images
 * @param resolution height and width of the largest images
 * @param channels 1 for greyscale, 3 for red, green and blue
 * @param labelSize the numbers of a label, 0 without labels
 * @param classNames what the numbers of a label stand for, in order; empty if not known
 * @param histogram for each number of a label, how many images have it above 0.5
 * @param origin how the dataset came into being
 * @param files the image and label files with their checksums; empty if not known
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DatasetInfo(
    String name,
    String source,
    long count,
    int resolution,
    int channels,
    int labelSize,
    List<String> classNames,
    List<Long> histogram,
    DatasetOrigin origin,
    List<DatasetFile> files) {
  /** The name of the file in a dataset's folder. */
  public static final String FILE_NAME = "dataset.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** What is missing becomes empty. */
  public DatasetInfo {
    classNames = classNames == null ? List.of() : List.copyOf(classNames);
    histogram = histogram == null ? List.of() : List.copyOf(histogram);
    origin = origin == null ? DatasetOrigin.UNKNOWN : origin;
    files = files == null ? List.of() : List.copyOf(files);
  }

  /** Reads a {@code dataset.json}; {@link DatasetException} names the file if it is broken. */
  public static DatasetInfo read(Path file) throws IOException {
    try {
      return JSON.readValue(Files.readString(file), DatasetInfo.class);
    } catch (JsonProcessingException e) {
      String reason = FileKind.of(file).map(kind -> "is " + kind).orElse(e.getOriginalMessage());
      throw new DatasetException(file + ": not a valid dataset description: " + reason, e);
    }
  }

  /** The same with other files. */
  public DatasetInfo withFiles(List<DatasetFile> value) {
    return new DatasetInfo(
        name, source, count, resolution, channels, labelSize, classNames, histogram, origin, value);
  }

  /** As it stands in the file: one JSON object. */
  public String toJson() throws IOException {
    return JSON.writeValueAsString(this);
  }

  /** Writes the file; one of that name is replaced. */
  public void write(Path file) throws IOException {
    Files.writeString(file, toJson() + "\n", StandardCharsets.UTF_8);
  }
}
