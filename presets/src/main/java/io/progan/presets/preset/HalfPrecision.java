package io.progan.presets.preset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.presets.config.ConfigTree;
import io.progan.presets.config.Dtype;
import io.progan.presets.config.ProgressiveGeneratorConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a number format of 16 bits brings with it, as the original's set-up for mixed precision has
 * it: a larger epsilon of pixel norm, loss scaling in both optimisers, and larger minibatches at
 * high resolutions, for which a preset's own are those of float32. What overlays and the user give
 * stays.
 */
final class HalfPrecision {

  private static final String DTYPE = "dtype";
  private static final List<String> NETWORKS = List.of("generator", "discriminator");

  /** Of the original's generator alone. */
  private static final String EPSILON_KEY = "pixelnormEpsilon";

  private static final Map<String, Integer> MAX_MINIBATCH = Map.of("512", 16, "1024", 8);

  private final ConfigTree tree;
  private final Set<String> given = new HashSet<>();

  private HalfPrecision(ConfigTree tree) {
    this.tree = tree;
  }

  /**
   * Completes a configuration whose layers are all there: {@code train.dtype} is that of both
   * networks, and what belongs to it follows.
   *
   * @param layers of changes that were made on purpose
   * @param values likewise, by path
   */
  static void complete(
      ConfigTree tree, List<JsonNode> layers, List<Map.Entry<String, JsonNode>> values) {
    HalfPrecision half = new HalfPrecision(tree);
    layers.forEach(layer -> layer.properties().forEach(e -> half.note(e.getKey(), e.getValue())));
    values.forEach(value -> half.note(value.getKey(), value.getValue()));
    half.complete();
  }

  /** Notes a key of a group; of a whole group, all keys that it has. */
  private void note(String path, JsonNode value) {
    String[] names = path.split("\\.", -1);
    if (names.length > 1) {
      given.add(names[0] + "." + names[1]);
    } else {
      value.fieldNames().forEachRemaining(key -> given.add(path + "." + key));
    }
  }

  private void complete() {
    JsonNode both = tree.root().path("train").path(DTYPE);
    for (String network : NETWORKS) {
      if (both.isTextual()) {
        set(network, DTYPE, both);
      }
      if (is(network, Dtype.FLOAT16)) {
        completeFloat16(network);
      }
    }
    boolean half = NETWORKS.stream().anyMatch(n -> is(n, Dtype.FLOAT16) || is(n, Dtype.BFLOAT16));
    if (half && hasBounds()) {
      ObjectNode bounds = JsonNodeFactory.instance.objectNode();
      MAX_MINIBATCH.forEach(bounds::put);
      set("sched", "maxMinibatchPerGpu", bounds);
    }
  }

  private boolean is(String network, Dtype dtype) {
    return dtype.jsonName().equals(tree.root().path(network).path(DTYPE).textValue());
  }

  private void completeFloat16(String network) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    set(network, EPSILON_KEY, nodes.numberNode(ProgressiveGeneratorConfig.HALF_EPSILON));
    set(network + "Optimizer", "useLossScaling", nodes.booleanNode(true));
  }

  /** Those of the original's networks are bounded, others if they were before. */
  private boolean hasBounds() {
    return tree.root().path("generator").has(EPSILON_KEY)
        || !tree.root().path("sched").path("maxMinibatchPerGpu").isEmpty();
  }

  /** Sets a key that nobody has given, if there is such a key. */
  private void set(String group, String key, JsonNode value) {
    if (tree.root().path(group).has(key) && !given.contains(group + "." + key)) {
      tree.set(group + "." + key, value);
    }
  }
}
