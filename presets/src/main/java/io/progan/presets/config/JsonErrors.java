package io.progan.presets.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.List;
import java.util.Map;

/** Turns Jackson's exceptions into one line that names the key and the type expected there. */
final class JsonErrors {

  private static final int MAX_SHOWN = 40;

  private JsonErrors() {}

  /** A problem in the text itself: no JSON, or a key that occurs twice. */
  static ConfigException syntax(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String where =
        at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    String original = e.getOriginalMessage();
    if (original.startsWith("Duplicate field") && e.getProcessor() instanceof JsonParser parser) {
      String pointer = parser.getParsingContext().pathAsPointer().toString();
      return new ConfigException(pointer.substring(1).replace('/', '.'), "occurs twice" + where);
    }
    return new ConfigException("", "not valid JSON" + where + ": " + original);
  }

  /**
   * A value that does not fit its record.
   *
   * @param tree what was being read
   */
  static ConfigException binding(JsonProcessingException e, JsonNode tree) {
    List<JsonMappingException.Reference> steps =
        e instanceof JsonMappingException mapping ? mapping.getPath() : List.of();
    String path = path(steps);
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigException config) {
        return config.within(path);
      }
      if (cause instanceof InputCoercionException) {
        return new ConfigException(
            path, "must be from -2147483648 to 2147483647, got " + shortened(at(tree, steps)));
      }
    }
    String expected =
        e instanceof MismatchedInputException mismatch
            ? words(mismatch.getTargetType())
            : "another value";
    return new ConfigException(
        path, "expected " + expected + ", got " + shortened(at(tree, steps)));
  }

  /** The JSON of a value, cut off when it is long. */
  static String shortened(JsonNode value) {
    String text = value.toString();
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
  }

  private static String path(List<JsonMappingException.Reference> steps) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : steps) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  private static JsonNode at(JsonNode tree, List<JsonMappingException.Reference> steps) {
    JsonNode node = tree;
    for (JsonMappingException.Reference step : steps) {
      node =
          step.getFieldName() == null ? node.path(step.getIndex()) : node.path(step.getFieldName());
    }
    return node;
  }

  private static String words(Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return "a whole number";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "text";
    }
    if (type != null && List.class.isAssignableFrom(type)) {
      return "a list of numbers";
    }
    if (type != null && Map.class.isAssignableFrom(type)) {
      return "an object keyed by resolution, such as {\"64\": 32}";
    }
    return type != null && type.isEnum() ? "text" : "an object";
  }
}
