package io.progan.app.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a command has written, for a person or a script. */
public final class Written {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode answer = JSON.createObjectNode();
  private final ArrayNode files = JSON.createArrayNode();
  private final Path folder;
  private final Set<String> names = new HashSet<>();
  private int images;

  Written(TrainedNetwork network, Path folder) {
    this.folder = folder;
    answer.put("snapshot", network.snapshot().toString());
    answer.put("lod", network.generator().lod());
    answer.put("folder", folder.toString());
  }

  void add(String file, List<Item> items) {
    ObjectNode entry = files.addObject();
    entry.put("file", file);
    entry.set("images", JSON.valueToTree(items));
    names.add(file);
    images += items.size();
  }

  /** One line: how many images, and where. */
  public String text() {
    String what = images == 1 ? "1 image" : images + " images";
    Path where = names.size() == 1 ? folder.resolve(names.iterator().next()) : folder;
    return where + ": " + what;
  }

  /** The snapshot, the folder, and each file with its images. */
  public String json() throws JsonProcessingException {
    answer.set("files", files);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer);
  }
}
