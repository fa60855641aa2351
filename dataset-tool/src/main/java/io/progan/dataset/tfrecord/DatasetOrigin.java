package io.progan.dataset.tfrecord;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
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
 * @param part which part of a larger dataset it is; null if it is whole
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DatasetOrigin(
    String toolVersion,
    String command,
    Map<String, String> options,
    long skipped,
    @JsonInclude(JsonInclude.Include.NON_NULL) DatasetPart part) {
  /** Nothing is known. */
  public static final DatasetOrigin UNKNOWN = new DatasetOrigin(null, null, Map.of(), 0, null);

  /** Options keep their order; missing ones become empty. */
  public DatasetOrigin {
    options =
        options == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** The same with another number of images left out. */
  public DatasetOrigin withSkipped(long value) {
    return new DatasetOrigin(toolVersion, command, options, value, part);
  }

  /** The same as a part of a larger dataset, or as a whole one, which is null. */
  public DatasetOrigin withPart(DatasetPart value) {
    return new DatasetOrigin(toolVersion, command, options, skipped, value);
  }

  /** The same without some of the options. */
  public DatasetOrigin withoutOptions(Collection<String> names) {
    Map<String, String> rest = new LinkedHashMap<>(options);
    rest.keySet().removeAll(names);
    return new DatasetOrigin(toolVersion, command, rest, skipped, part);
  }
}
