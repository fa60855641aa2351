package io.progan.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/**
 * One folder of golden data: numbers that an independent float64 reference computed.
 *
 * @param folder where the files of the case lie
 * @param json the parsed {@code case.json}
 */
public record GoldenCase(Path folder, JsonNode json) {

  /** The name of the case, which is the name of its folder. */
  public String name() {
    return json.get("case").asText();
  }

  /** What the case checks, for example {@code g_forward}. */
  public String kind() {
    return json.get("kind").asText();
  }

  /** A file of the case. */
  public Path file(String relativePath) {
    return folder.resolve(relativePath);
  }

  @Override
  public String toString() {
    return name();
  }
}
