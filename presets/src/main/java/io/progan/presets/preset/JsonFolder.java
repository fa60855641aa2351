package io.progan.presets.preset;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.presets.config.ConfigException;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A folder of JSON files that comes with the programme; {@code index.json} lists their names.
 *
 * @param name of the folder
 * @param kind what one file is, in a word
 */
public record JsonFolder(String name, String kind) {

  /** The names of all files, without their ending. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    read("index").orElseThrow().forEach(entry -> names.add(entry.textValue()));
    return List.copyOf(names);
  }

  /**
   * What a file holds.
   *
   * @throws ConfigException naming those that exist, if there is none of that name
   */
  public JsonNode named(String file) {
    List<String> names = names();
    if (!names.contains(file)) {
      String suggestion =
          Nearest.to(file, names).map(nearest -> "did you mean " + nearest + "? ").orElse("");
      throw new ConfigException(
          kind,
          "no %s is called \"%s\"; %sthere are %s"
              .formatted(kind, file, suggestion, String.join(", ", names)));
    }
    return read(file).orElseThrow();
  }

  /** What a file holds, also one that the index leaves out; empty if there is none. */
  Optional<JsonNode> read(String file) {
    String resource = "/" + name + "/" + file + ".json";
    try (InputStream in = JsonFolder.class.getResourceAsStream(resource)) {
      return in == null
          ? Optional.empty()
          : Optional.of(ConfigJson.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
