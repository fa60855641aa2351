package io.progan.presets.study;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.presets.config.ConfigException;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.preset.JsonFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where studies come from: the programme has some, and users write their own. */
public final class Studies {

  private static final String ENDING = ".json";
  private static final JsonFolder BUILT_IN = new JsonFolder("studies", "study");

  private Studies() {}

  /** The names of the studies that come with the programme. */
  public static List<String> names() {
    return BUILT_IN.names();
  }

  /**
   * Finds a study.
   *
   * @param nameOrFile the name of one that comes with the programme, or a JSON file
   * @throws ConfigException in one line, if there is none, or something in it is wrong
   * @throws IOException if the file cannot be read
   */
  public static Study find(String nameOrFile) throws IOException {
    if (names().contains(nameOrFile)) {
      return named(nameOrFile);
    }
    Path file = Path.of(nameOrFile);
    if (!nameOrFile.endsWith(ENDING) && !Files.exists(file)) {
      try {
        return named(nameOrFile);
      } catch (ConfigException e) {
        throw new ConfigException(e.key(), e.problem() + ", or name a JSON file");
      }
    }
    return read(file);
  }

  /**
   * A study that comes with the programme.
   *
   * @throws ConfigException naming those that exist, if there is none of that name
   */
  public static Study named(String name) {
    return StudyReader.read(BUILT_IN.named(name), name);
  }

  /**
   * Reads a study file.
   *
   * @throws ConfigException in one line with the file's name, if something in it is wrong
   * @throws IOException if it cannot be read
   */
  public static Study read(Path file) throws IOException {
    String name = file.getFileName().toString();
    String usual = name.endsWith(ENDING) ? name.substring(0, name.length() - 5) : name;
    try {
      return StudyReader.read(ConfigJson.parse(Files.readString(file)), usual);
    } catch (ConfigException e) {
      throw new ConfigException(e.key(), e.problem() + " (in " + file + ")");
    }
  }

  /**
   * A study from the tree that {@link Study#toTree} gave.
   *
   * @throws ConfigException if something in it is wrong
   */
  public static Study fromTree(JsonNode tree) {
    return StudyReader.read(tree, "study");
  }
}
