package io.progan.presets.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration as a JSON tree that starts complete and takes layers of changes. It has three
 * levels: groups, their keys, and for maps by resolution their entries.
 */
public final class ConfigTree {

  private static final int GROUP_LEVELS = 2;

  private final ObjectNode root;
  private final int levels;
  private final Map<String, Kinds<?>> kinds;

  private ConfigTree(ObjectNode root, int levels, Map<String, Kinds<?>> kinds) {
    this.root = root;
    this.levels = levels;
    this.kinds = kinds;
  }

  /** The tree of a whole configuration; it is not shared with the argument. */
  public static ConfigTree of(ObjectNode complete) {
    return of(complete, RunConfig.kinds());
  }

  /**
   * The tree of a whole configuration.
   *
   * @param kinds of the groups that have several, by their key
   */
  static ConfigTree of(ObjectNode complete, Map<String, Kinds<?>> kinds) {
    return new ConfigTree(complete.deepCopy(), GROUP_LEVELS, kinds);
  }

  /** The tree of a single group. */
  static ConfigTree ofGroup(ObjectNode complete) {
    return new ConfigTree(complete.deepCopy(), 1, Map.of());
  }

  /** An independent copy. */
  public ConfigTree copy() {
    return new ConfigTree(root.deepCopy(), levels, kinds);
  }

  /** The present state; not a copy. */
  public ObjectNode root() {
    return root;
  }

  /**
   * Turns groups into those kinds that changes ask for: a group that changes its kind starts anew
   * from its defaults. The final kind must be chosen before the first layer, since a key that the
   * kind lacks is unknown.
   *
   * @throws ConfigException if there is no such kind
   */
  public void chooseKinds(JsonNode changes) {
    kinds.forEach(
        (group, known) -> {
          JsonNode kind = changes.path(group).path(Kinded.KEY);
          if (!kind.isMissingNode() && !kind.equals(root.path(group).path(Kinded.KEY))) {
            try {
              root.set(group, ConfigJson.valueTree(known.of(kind)));
            } catch (ConfigException e) {
              throw e.within(group);
            }
          }
        });
  }

  /** The same for a value that {@link #set} will put. */
  public void chooseKinds(String path, JsonNode value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    String[] names = path.split("\\.", -1);
    if (names.length == 1) {
      chooseKinds(nodes.objectNode().set(path, value));
    } else if (names.length == 2) {
      chooseKinds(nodes.objectNode().set(names[0], nodes.objectNode().set(names[1], value)));
    }
  }

  /**
   * Puts changes on top. Keys that the changes lack stay; maps by resolution are replaced whole.
   *
   * @throws ConfigException if a key is unknown or a group is not an object
   */
  public void layer(JsonNode changes) {
    layer(root, changes, "", levels);
  }

  private void layer(ObjectNode target, JsonNode changes, String path, int depth) {
    if (!changes.isObject()) {
      throw new ConfigException(path, "expected an object, got " + JsonErrors.shortened(changes));
    }
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      String key = change.getKey();
      String keyPath = join(path, key);
      JsonNode old = target.get(key);
      if (old == null) {
        throw unknown(keyPath, path, target);
      }
      if (depth > 1 && old.isObject()) {
        layer((ObjectNode) old, change.getValue(), keyPath, depth - 1);
      } else {
        target.set(key, change.getValue().deepCopy());
      }
    }
  }

  /**
   * Sets one value.
   *
   * @param path names with dots between: {@code numGpus}, {@code train.totalKimg}, {@code
   *     sched.minibatchDict.64}, or a whole group, which is then a layer
   * @throws ConfigException if there is no such path
   */
  public void set(String path, JsonNode value) {
    String[] names = path.split("\\.", -1);
    ObjectNode target = root;
    String above = "";
    for (int i = 0; i < names.length - 1; i++) {
      JsonNode next = target.get(names[i]);
      if (next == null || i > levels - 1) {
        throw unknown(path, above, target);
      }
      above = join(above, names[i]);
      if (!next.isObject()) {
        throw new ConfigException(path, "unknown key; " + above + " is a single value");
      }
      target = (ObjectNode) next;
    }
    String name = names[names.length - 1];
    boolean entry = names.length > levels;
    if (!entry && !target.has(name)) {
      throw unknown(path, above, target);
    }
    if (names.length < levels && target.get(name).isObject()) {
      layer((ObjectNode) target.get(name), value, path, levels - names.length);
    } else {
      target.set(name, value);
    }
  }

  private ConfigException unknown(String path, String parent, ObjectNode siblings) {
    Optional<String> otherKind =
        Optional.ofNullable(kinds.get(parent))
            .flatMap(known -> known.withKey(path.substring(parent.length() + 1)));
    if (otherKind.isPresent()) {
      return new ConfigException(
          path,
          "unknown key; it belongs to kind %s, but %s.%s is %s"
              .formatted(
                  otherKind.get(), parent, Kinded.KEY, siblings.get(Kinded.KEY).textValue()));
    }
    Optional<String> nearest = Nearest.to(path, siblingPaths(parent, siblings));
    if (nearest.isEmpty()) {
      nearest = Nearest.to(path, knownPaths());
    }
    String where = parent.isEmpty() ? "the allowed keys are " : parent + " allows ";
    return new ConfigException(
        path,
        nearest
            .map(name -> "unknown key; did you mean " + name + "?")
            .orElseGet(() -> "unknown key; " + where + String.join(", ", names(siblings))));
  }

  private List<String> knownPaths() {
    List<String> paths = new ArrayList<>();
    for (Map.Entry<String, JsonNode> group : root.properties()) {
      paths.add(group.getKey());
      if (levels > 1 && group.getValue().isObject()) {
        paths.addAll(siblingPaths(group.getKey(), (ObjectNode) group.getValue()));
      }
    }
    return paths;
  }

  private static List<String> siblingPaths(String parent, ObjectNode siblings) {
    return names(siblings).stream().map(name -> join(parent, name)).toList();
  }

  private static List<String> names(ObjectNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
