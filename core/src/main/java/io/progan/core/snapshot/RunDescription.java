package io.progan.core.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.core.device.Machine;
import io.progan.presets.config.ConfigException;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A run's {@code config.json}: everything that the run follows from, beside its images.
 *
 * @param version of the programme
 * @param datasetShape what the images look like
 * @param config the resolved configuration
 * @param options how the run is kept rather than what it computes, by option name; a run that goes
 *     on keeps them
 * @param machine what computes it; empty in files of older versions
 */
public record RunDescription(
    String version,
    DatasetShape datasetShape,
    RunConfig config,
    Map<String, String> options,
    Optional<Machine> machine) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Copies the options. */
  public RunDescription {
    options = Map.copyOf(options);
  }

  /**
   * Writes {@code config.json}.
   *
   * @throws IOException if it cannot be written
   */
  void write(RunFolder folder) throws IOException {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("version", version);
    json.set("datasetShape", MAPPER.valueToTree(datasetShape));
    json.set("config", ConfigJson.toTree(config));
    ObjectNode kept = json.putObject("options");
    options.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(option -> kept.put(option.getKey(), option.getValue()));
    machine.ifPresent(known -> json.set("machine", MAPPER.valueToTree(known)));
    String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    AtomicFile.write(folder.config(), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Reads {@code config.json}.
   *
   * @throws SnapshotException if the file is damaged; the message says what is wrong
   * @throws IOException if it cannot be read
   */
  public static RunDescription read(RunFolder folder) throws IOException {
    try {
      JsonNode json = MAPPER.readTree(Files.readAllBytes(folder.config()));
      Map<String, String> options = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> option : json.path("options").properties()) {
        options.put(option.getKey(), option.getValue().asText());
      }
      return new RunDescription(
          json.path("version").asText(),
          MAPPER.treeToValue(json.required("datasetShape"), DatasetShape.class),
          ConfigJson.read(json.required("config").toString()),
          options,
          json.has("machine")
              ? Optional.of(MAPPER.treeToValue(json.get("machine"), Machine.class))
              : Optional.empty());
    } catch (JsonProcessingException | IllegalArgumentException | ConfigException e) {
      throw new SnapshotException("%s: damaged (%s)".formatted(folder.config(), e.getMessage()), e);
    }
  }
}
