package io.progan.app.exchange;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.core.exchange.WeightFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What an export of weights has written.
 *
 * @param snapshot where they come from
 * @param file where they are
 * @param count how much there is
 */
public record WeightExport(Path snapshot, Path file, WeightFormat.WeightCount count) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** One line. */
  public String text() {
    return "%s: %d arrays of G, D and Gs, %d numbers, from %s"
        .formatted(file, count.arrays(), count.numbers(), snapshot);
  }

  /** The same as JSON. */
  public String json() throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("snapshot", snapshot.toString());
    answer.put("file", file.toString());
    answer.put("arrays", count.arrays());
    answer.put("numbers", count.numbers());
    answer.put("bytes", Files.size(file));
    return answer.toPrettyString();
  }
}
