package io.progan.dataset.tfrecord;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a dataset came into being.
 *
 * @param toolVersion the version of the programme that made it; may be null
 * @param command the command that made it; may be null
 * @param options the command's arguments and the options that were given, by name
 * @param skipped how many images were left out because they could not be used
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DatasetOrigin(
    String toolVersion, String command, Map<String, String> options, long skipped) {
  /** Nothing is known. */
  public static final DatasetOrigin UNKNOWN = new DatasetOrigin(null, null, Map.of(), 0);

  /** Options keep their order; missing ones become empty. */
  public DatasetOrigin {
    options =
        options == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** The same with another number of images left out. */
  public DatasetOrigin withSkipped(long value) {
    return new DatasetOrigin(toolVersion, command, options, value);
  }
}
