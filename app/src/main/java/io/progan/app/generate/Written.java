package io.progan.app.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a command has written, for a person or a script. */
public final class Written {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A file and what is in it; the JSON of very many would take more memory than all else. */
  private record Entry(String file, List<Item> images) {}

  private final ObjectNode answer = JSON.createObjectNode();
  private final List<Entry> entries = new ArrayList<>();
  private final Path folder;

  Written(TrainedNetwork network, Path folder) {
    this.folder = folder;
    answer.put("snapshot", network.snapshot().toString());
    answer.put("lod", network.generator().lod());
    answer.put("folder", folder.toString());
  }

  void add(String file, List<Item> items) {
    entries.add(new Entry(file, items));
  }

  /** One line: how many images, and where. */
  public String text() {
    int images = entries.stream().mapToInt(entry -> entry.images().size()).sum();
    String what = images == 1 ? "1 image" : images + " images";
    List<String> names = entries.stream().map(Entry::file).distinct().limit(2).toList();
    Path where = names.size() == 1 ? folder.resolve(names.get(0)) : folder;
    return where + ": " + what;
  }

  /** The snapshot, the folder, and each file with its images. */
  public String json() throws JsonProcessingException {
    answer.set("files", JSON.valueToTree(entries));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer);
  }
}
