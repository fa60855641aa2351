package io.progan.app.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.app.console.HumanFormat;
import io.progan.dataset.RawImage;
import java.nio.file.Path;

/** A finished video, in words for a person or a script. */
public final class MadeVideo {

  private final Path file;
  private final double fps;
  private int frames;
  private int width;
  private int height;

  MadeVideo(Path file, double fps) {
    this.file = file;
    this.fps = fps;
  }

  void add(RawImage frame) {
    frames++;
    width = frame.width();
    height = frame.height();
  }

  /** The number of frames so far. */
  int frames() {
    return frames;
  }

  /** One line. */
  public String text() {
    return "%s: %s of %dx%d, %s seconds"
        .formatted(
            file,
            HumanFormat.count(frames, "frame"),
            width,
            height,
            HumanFormat.number(frames / fps));
  }

  /** The file, its size in pixels, and its length. */
  public String json() throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode answer = mapper.createObjectNode();
    answer.put("file", file.toString());
    answer.put("frames", frames);
    answer.put("width", width);
    answer.put("height", height);
    answer.put("fps", fps);
    answer.put("seconds", frames / fps);
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(answer);
  }
}
