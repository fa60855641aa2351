package io.progan.core.generate;

/** Which of a snapshot's two sets of weights a generator uses. */
public enum WeightSet {
  /** The weights as the last iteration left them. */
  G("G"),
  /** Their moving average over the training, which makes the better images. */
  GS("Gs");

  private final String prefix;

  WeightSet(String prefix) {
    this.prefix = prefix;
  }

  /** What the names of the arrays in a snapshot begin with. */
  String prefix() {
    return prefix;
  }
}
