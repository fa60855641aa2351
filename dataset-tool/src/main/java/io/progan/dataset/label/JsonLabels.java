package io.progan.dataset.label;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads an object from pictures' names to labels, or a list of pairs of them. */
final class JsonLabels {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LABELS = "labels";
  private static final String CLASS_NAMES = "classNames";

  private JsonLabels() {}

  /** Gives the names of the classes, if the file lists them. */
  static List<String> read(Path file, LabelReader.Entries entries) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(file.toFile());
    } catch (JacksonException e) {
      long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new DatasetException(
          "%s: line %d: is not JSON (%s)".formatted(file, line, e.getOriginalMessage()), e);
    }
    boolean wrapped = root.has(LABELS);
    JsonNode labels = wrapped ? root.get(LABELS) : root;
    if (labels.isObject()) {
      for (Map.Entry<String, JsonNode> entry : labels.properties()) {
        if (wrapped || !entry.getKey().equals(CLASS_NAMES)) {
          entries.put(entry.getKey(), label(entry.getValue()), entry.getKey());
        }
      }
    } else if (labels.isArray()) {
      pairs(file, labels, entries);
    } else {
      throw new DatasetException(
          file + ": needs an object from names to labels or a list of pairs in \"labels\"");
    }
    List<String> classNames = new ArrayList<>();
    root.path(CLASS_NAMES).forEach(name -> classNames.add(name.asText()));
    return classNames;
  }

  private static void pairs(Path file, JsonNode labels, LabelReader.Entries entries)
      throws DatasetException {
    for (int i = 0; i < labels.size(); i++) {
      JsonNode pair = labels.get(i);
      if (!pair.isArray() || pair.size() != 2 || !pair.get(0).isTextual()) {
        throw new DatasetException(
            "%s: label %d: must be a pair of a name and a label".formatted(file, i));
      }
      entries.put(pair.get(0).asText(), label(pair.get(1)), "label " + i);
    }
  }

  private static List<String> label(JsonNode node) {
    List<String> numbers = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(number -> numbers.add(number.asText()));
    } else if (node.isValueNode() && !node.isNull()) {
      numbers.add(node.asText());
    }
    return numbers;
  }
}
