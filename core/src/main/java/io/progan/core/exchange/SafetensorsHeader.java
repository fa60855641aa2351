package io.progan.core.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.progan.dataset.numpy.NpyArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file: a JSON object of metadata and of each tensor's type, shape and
 * place (format description at github.com/huggingface/safetensors).
 *
 * @param metadata texts by key
 * @param tensors in the order of their data, which they fill without gap or overlap
 */
record SafetensorsHeader(Map<String, String> metadata, List<Entry> tensors) {

  static final String METADATA = "__metadata__";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * One tensor.
   *
   * @param shape its dimensions
   * @param begin where its data begin, counted from the end of the header
   * @param end the byte after them
   */
  record Entry(String name, SafetensorsType type, int[] shape, long begin, long end) {}

  /**
   * Reads and checks a header.
   *
   * @param dataBytes how many bytes follow it
   * @throws ExchangeException if it is no header, or does not fit the data
   */
  static SafetensorsHeader parse(Path file, byte[] json, long dataBytes) throws IOException {
    JsonNode root = root(file, json);
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> text : root.path(METADATA).properties()) {
      metadata.put(text.getKey(), text.getValue().asText());
    }
    List<Entry> tensors = new ArrayList<>();
    for (Map.Entry<String, JsonNode> tensor : root.properties()) {
      if (!tensor.getKey().equals(METADATA)) {
        tensors.add(entry(file + ": tensor " + tensor.getKey(), tensor));
      }
    }
    tensors.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    checkPlaces(file, tensors, dataBytes);
    return new SafetensorsHeader(metadata, tensors);
  }

  private static JsonNode root(Path file, byte[] json) throws IOException {
    try {
      JsonNode root = JSON.readTree(json);
      if (root.isObject()) {
        return root;
      }
      throw new ExchangeException(file + ": not a safetensors file: its header is no JSON object");
    } catch (JsonProcessingException e) {
      throw new ExchangeException(
          "%s: not a safetensors file: its header is damaged (%s)"
              .formatted(file, e.getOriginalMessage()),
          e);
    }
  }

  private static Entry entry(String where, Map.Entry<String, JsonNode> tensor)
      throws ExchangeException {
    JsonNode value = tensor.getValue();
    SafetensorsType type = SafetensorsType.of(value.path("dtype").asText(), where);
    long[] shape = longs(where, value, "shape");
    long[] offsets = longs(where, value, "data_offsets");
    long count = 1;
    for (long dimension : shape) {
      boolean large = dimension > Integer.MAX_VALUE;
      if (large || count * dimension > Integer.MAX_VALUE / type.bytes()) {
        throw new ExchangeException(where + ": its shape is too large");
      }
      count *= dimension;
    }
    if (offsets.length != 2 || offsets[1] - offsets[0] != count * type.bytes()) {
      throw new ExchangeException(
          "%s: its data_offsets %s do not hold %d values of %s"
              .formatted(where, value.path("data_offsets"), count, type.label()));
    }
    int[] dimensions = new int[shape.length];
    for (int i = 0; i < shape.length; i++) {
      dimensions[i] = (int) shape[i];
    }
    return new Entry(tensor.getKey(), type, dimensions, offsets[0], offsets[1]);
  }

  private static long[] longs(String where, JsonNode tensor, String key) throws ExchangeException {
    JsonNode list = tensor.path(key);
    boolean valid = list.isArray();
    long[] values = new long[list.size()];
    for (int i = 0; i < values.length; i++) {
      valid &= list.get(i).isIntegralNumber() && list.get(i).canConvertToLong();
      values[i] = list.get(i).asLong();
      valid &= values[i] >= 0;
    }
    if (!valid) {
      throw new ExchangeException(
          "%s: '%s' is %s, expected whole numbers".formatted(where, key, list));
    }
    return values;
  }

  private static void checkPlaces(Path file, List<Entry> tensors, long dataBytes)
      throws ExchangeException {
    long end = 0;
    for (Entry tensor : tensors) {
      if (tensor.begin() != end) {
        throw new ExchangeException(
            "%s: tensor %s: its data begin at byte %d, expected %d; tensors overlap or leave a gap"
                .formatted(file, tensor.name(), tensor.begin(), end));
      }
      end = tensor.end();
    }
    if (end != dataBytes) {
      throw new ExchangeException(
          "%s: %s: its tensors have %d bytes, and %d are there"
              .formatted(file, dataBytes < end ? "truncated" : "too long", end, dataBytes));
    }
  }

  /**
   * The header of arrays that lie one after the other.
   *
   * @return JSON, filled up with spaces to a multiple of 8 bytes, as the format asks for
   */
  static byte[] toBytes(WeightFile weights) throws IOException {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put(METADATA, weights.metadata());
    long begin = 0;
    for (Map.Entry<String, NpyArray> array : weights.arrays().entrySet()) {
      SafetensorsType type = SafetensorsType.of(array.getValue().type());
      long end = begin + (long) array.getValue().size() * type.bytes();
      Map<String, Object> tensor = new LinkedHashMap<>();
      tensor.put("dtype", type.label());
      tensor.put("shape", array.getValue().shape());
      tensor.put("data_offsets", new long[] {begin, end});
      header.put(array.getKey(), tensor);
      begin = end;
    }
    byte[] json = JSON.writeValueAsBytes(header);
    byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }
}
