package io.progan.presets.study;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.presets.config.ConfigException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Trainings that are to be compared.
 *
 * @param name of the study
 * @param description a sentence for people; may be empty
 * @param variants the rows of its table, at least one
 */
public record Study(String name, String description, List<Variant> variants) {

  /** Checks that the names of variants differ; {@link ConfigException} says which do not. */
  public Study {
    variants = List.copyOf(variants);
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < variants.size(); i++) {
      String variant = variants.get(i).name();
      Integer before = seen.put(variant.toLowerCase(Locale.ROOT), i);
      if (before != null) {
        throw new ConfigException(
            "variants[%d].name".formatted(i),
            "\"%s\" is the name of variants[%d], too; give each a name of its own"
                .formatted(variant, before));
      }
    }
  }

  /** The study in the format of its file, with all variants written out. */
  public ObjectNode toTree() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("name", name);
    if (!description.isEmpty()) {
      root.put("description", description);
    }
    ArrayNode list = root.putArray("variants");
    for (Variant variant : variants) {
      ObjectNode node = list.addObject();
      node.put("name", variant.name()).put("label", variant.label());
      node.put("preset", variant.preset());
      variant.overlays().forEach(node.putArray("overlays")::add);
      node.putObject("set").setAll(variant.set());
    }
    return root;
  }
}
