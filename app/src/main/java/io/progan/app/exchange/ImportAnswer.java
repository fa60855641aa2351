package io.progan.app.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.app.console.HumanFormat;
import io.progan.core.snapshot.SnapshotInfo;
import io.progan.presets.config.DatasetShape;
import java.nio.file.Path;

/**
 * What an import has made, for a person or a script.
 *
 * @param from the networks that were read
 * @param snapshot what was written
 * @param info what the snapshot says about itself
 */
public record ImportAnswer(Path from, Path snapshot, SnapshotInfo info) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** One line. */
  public String text() {
    DatasetShape shape = info.dataset();
    return "%s: %dx%d %s%s at lod %s, %s kimg"
        .formatted(
            snapshot,
            shape.resolution(),
            shape.resolution(),
            shape.numChannels() == 1 ? "grey" : "RGB",
            shape.labelSize() == 0 ? "" : ", labels of " + shape.labelSize(),
            HumanFormat.number(info.lod()),
            HumanFormat.number(info.kimg()));
  }

  /** The files, and what the networks are. */
  public String json() throws JsonProcessingException {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("from", from.toString());
    answer.put("snapshot", snapshot.toString());
    answer.put("lod", info.lod());
    answer.put("kimg", info.kimg());
    answer.set("dataset", JSON.valueToTree(info.dataset()));
    answer.set("generator", info.config().get("generator"));
    answer.set("discriminator", info.config().get("discriminator"));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer);
  }
}
