package io.progan.app.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** What a command has written, for a person or a script. */
public final class Written {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A file and what is in it. */
  private record Entry(String file, List<Item> images) {}

  private final ObjectNode answer = JSON.createObjectNode();
  private final PictureOrder order;
  private final PictureFiles files;
  private final Path folder;

  Written(TrainedNetwork network, PictureOrder order, PictureFiles files, Path folder) {
    this.order = order;
    this.files = files;
    this.folder = folder;
    answer.put("snapshot", network.snapshot().toString());
    answer.put("lod", network.generator().lod());
    answer.put("folder", folder.toString());
  }

  private String file(int picture) {
    return files.fileName(order.name(picture));
  }

  /** One line: how many images, and where. */
  public String text() {
    int images = order.images().count();
    String what = images == 1 ? "1 image" : images + " images";
    boolean one = order.count() == 1 || file(0).equals(file(1));
    return (one ? folder.resolve(file(0)) : folder) + ": " + what;
  }

  /** The snapshot, the folder, and each file with its images. */
  public String json() throws JsonProcessingException {
    List<Entry> entries =
        IntStream.range(0, order.count())
            .mapToObj(picture -> new Entry(file(picture), order.items(picture)))
            .toList();
    answer.set("files", JSON.valueToTree(entries));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer);
  }
}
