package io.progan.app.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One value or row of values; a line of {@code metrics.jsonl}.
 *
 * @param metric its name, {@code swd}
 * @param row {@code Reals}, {@code Reals2}, {@code Fakes}, or the snapshot's thousands of images
 * @param snapshot the network; null for rows that are not of a network
 * @param path of the images, for rows of a set that was named; else null
 * @param values by the names of the columns; null for one that is not a number
 * @param seconds that the set took, with all metrics that were computed in the same pass
 * @param conditions everything else that decided the values
 * @param time of the end, ISO 8601 in UTC
 */
@JsonInclude(Include.NON_NULL)
public record MetricResult(
    String metric,
    String row,
    Network snapshot,
    String path,
    @JsonInclude(content = Include.ALWAYS) Map<String, Double> values,
    double seconds,
    MetricConditions conditions,
    String time) {

  /**
   * Where a network comes from.
   *
   * @param file the snapshot's name
   * @param kimg thousands of real images that it has seen
   * @param checksum of its content
   */
  public record Network(String file, double kimg, String checksum) {}

  /** Keeps the order of the columns. */
  public MetricResult {
    values = new LinkedHashMap<>(values);
  }

  /** Whether both are the same row of the same table. */
  boolean sameCell(MetricResult other) {
    return row.equals(other.row)
        && conditions.equals(other.conditions)
        && Objects.equals(path, other.path)
        && Objects.equals(file(), other.file());
  }

  private String file() {
    return snapshot == null ? null : snapshot.file;
  }
}
