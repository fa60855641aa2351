package io.progan.app.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The study that a user asks for.
 *
 * @param study a name or a file; empty to go on with the one in the folder
 * @param out the folder of the study
 * @param dataset its name or folder; empty for the presets'
 * @param dataDir the folder that holds the datasets, if the user named it
 * @param set values of the configuration by path, on top of every variant
 * @param seeds runs of each variant; empty for one, or as many as the study had
 * @param jobs processes at a time
 * @param threads native threads of each process, if the user said so
 */
public record SweepRequest(
    Optional<String> study,
    Path out,
    Optional<String> dataset,
    Optional<Path> dataDir,
    Map<String, JsonNode> set,
    OptionalInt seeds,
    int jobs,
    OptionalInt threads) {}
