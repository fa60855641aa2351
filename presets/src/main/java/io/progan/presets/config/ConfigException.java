package io.progan.presets.config;

/**
 * A configuration that cannot be used. The message is one line: the JSON key by its path, and what
 * is allowed there.
 */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String key;
  private final String problem;

  /**
   * @param key the JSON key that is wrong, for example {@code sched.minibatchBase}; empty when the
   *     whole configuration is meant
   * @param problem what is wrong and what is allowed, without a full stop
   */
  public ConfigException(String key, String problem) {
    super(oneLine(key.isEmpty() ? problem : key + ": " + problem));
    this.key = key;
    this.problem = problem;
  }

  /** The JSON key that is wrong; empty when the whole configuration is meant. */
  public String key() {
    return key;
  }

  /** What is wrong and what is allowed. */
  public String problem() {
    return problem;
  }

  /** The same problem seen from the group above: its key gets {@code group} in front. */
  public ConfigException within(String group) {
    if (group.isEmpty()) {
      return this;
    }
    return new ConfigException(key.isEmpty() ? group : group + "." + key, problem);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
