package io.progan.dataset.label;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.progan.dataset.DatasetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads an object from pictures' names to labels, or a list of pairs of them. */
final class JsonLabels {
  /** NaN is read, as Python writes it, so that the message about it can name the picture. */
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final String LABELS = "labels";
  private static final String CLASS_NAMES = "classNames";
  private static final String DUPLICATE = "Duplicate field";

  private JsonLabels() {}

  /**
   * Reads a text.
   *
   * @param name what the file is called in messages
   */
  static LabelTable read(String name, String text) throws DatasetException {
    JsonNode root = parse(name, text);
    boolean wrapped = root.has(LABELS);
    JsonNode labels = wrapped ? root.get(LABELS) : root;
    List<LabelEntry> entries;
    if (labels.isObject()) {
      entries = new ArrayList<>();
      for (Map.Entry<String, JsonNode> entry : labels.properties()) {
        if (wrapped || !entry.getKey().equals(CLASS_NAMES)) {
          entries.add(entry(entry.getKey(), entry.getValue(), "'" + entry.getKey() + "'"));
        }
      }
    } else if (labels.isArray()) {
      entries = pairs(name, labels);
    } else {
      throw new DatasetException(
          name + ": needs an object from names to labels or a list of pairs in \"labels\"");
    }
    List<String> classNames = new ArrayList<>();
    root.path(CLASS_NAMES).forEach(className -> classNames.add(className.asText()));
    return new LabelTable(entries, classNames, List.of());
  }

  /** Whether a text is an object that has labels, not null. */
  static boolean hasLabels(String name, String text) throws DatasetException {
    return parse(name, text).hasNonNull(LABELS);
  }

  private static JsonNode parse(String name, String text) throws DatasetException {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      String reason = e.getOriginalMessage();
      throw new DatasetException(
          reason.startsWith(DUPLICATE)
              ? "%s: line %d: %s is there a second time; leave one label for each picture"
                  .formatted(name, line, reason.substring(DUPLICATE.length()).strip())
              : "%s: line %d: is not JSON (%s)".formatted(name, line, reason),
          e);
    }
  }

  private static List<LabelEntry> pairs(String name, JsonNode labels) throws DatasetException {
    List<LabelEntry> entries = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      JsonNode pair = labels.get(i);
      if (!pair.isArray() || pair.size() != 2 || !pair.get(0).isTextual()) {
        throw new DatasetException(
            "%s: label %d: must be a pair of a name and a label".formatted(name, i));
      }
      entries.add(entry(pair.get(0).asText(), pair.get(1), "label " + i));
    }
    return entries;
  }

  private static LabelEntry entry(String picture, JsonNode label, String place) {
    List<String> cells = new ArrayList<>();
    if (label.isArray()) {
      label.forEach(number -> cells.add(number.isValueNode() ? number.asText() : "[...]"));
    } else if (label.isValueNode() && !label.isNull()) {
      cells.add(label.asText());
    }
    return new LabelEntry(picture, cells, label.isArray(), place);
  }
}
