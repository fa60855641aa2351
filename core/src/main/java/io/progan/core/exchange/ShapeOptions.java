package io.progan.core.exchange;

import io.progan.dataset.numpy.NpyArray;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the options of a network from the names and shapes of its variables. What they do not tell
 * (activation, normalisation, equalized learning rate) keeps the original's default.
 *
 * @param where file and network, for messages
 * @param variables by the original's names
 */
record ShapeOptions(String where, Map<String, NpyArray> variables) {

  private static final Pattern BLOCK = Pattern.compile("(\\d{1,4})x\\1/.*");

  /**
   * The options of a generator.
   *
   * @param labelSize the numbers of a label, which only a discriminator tells
   */
  Map<String, Object> generator(int labelSize) throws ExchangeException {
    int top = resolutionLog2();
    Map<Integer, Integer> maps = new TreeMap<>();
    maps.put(1, dimension("4x4/Conv/bias", 1, 0));
    for (int stage = 3; stage <= top; stage++) {
      maps.put(stage - 1, dimension(block(stage) + "Conv1/bias", 1, 0));
    }
    Map<String, Object> options = options(top, dimension("ToRGB_lod0/bias", 1, 0), labelSize, maps);
    options.put("latent_size", dimension("4x4/Dense/weight", 2, 0) - labelSize);
    options.put("fused_scale", top == 2 || variables.containsKey("8x8/Conv0_up/weight"));
    return options;
  }

  /** The options of a discriminator. */
  Map<String, Object> discriminator() throws ExchangeException {
    int top = resolutionLog2();
    Map<Integer, Integer> maps = new TreeMap<>();
    maps.put(0, dimension("4x4/Dense0/bias", 1, 0));
    maps.put(1, dimension("4x4/Conv/bias", 1, 0));
    for (int stage = 3; stage <= top; stage++) {
      maps.put(stage - 1, dimension(block(stage) + "Conv0/bias", 1, 0));
    }
    int channels = dimension("FromRGB_lod0/weight", 4, 2);
    Map<String, Object> options = options(top, channels, labelSize(), maps);
    options.put("fused_scale", top == 2 || variables.containsKey("8x8/Conv1_down/weight"));
    if (dimension("4x4/Conv/weight", 4, 2) == maps.get(1)) {
      options.put("mbstd_group_size", 0);
    }
    return options;
  }

  /** The numbers of a label, which a discriminator gives out beside the score. */
  int labelSize() throws ExchangeException {
    if (variables.containsKey("4x4/Dense/weight")) {
      throw problem("is of a kind that shapes do not tell; its file needs metadata");
    }
    return dimension("4x4/Dense1/bias", 1, 0) - 1;
  }

  private Map<String, Object> options(
      int top, int channels, int labelSize, Map<Integer, Integer> maps) throws ExchangeException {
    FeatureMapFit fit =
        FeatureMapFit.of(maps)
            .orElseThrow(
                () ->
                    problem(
                        "the numbers of feature maps %s follow no fmap_base, fmap_decay, fmap_max"
                            .formatted(maps.values())));
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("num_channels", channels);
    options.put("resolution", 1 << top);
    options.put("label_size", labelSize);
    options.put("fmap_base", fit.base());
    options.put("fmap_decay", fit.decay());
    options.put("fmap_max", fit.max());
    return options;
  }

  private int resolutionLog2() throws ExchangeException {
    int largest = 0;
    for (String name : variables.keySet()) {
      Matcher matcher = BLOCK.matcher(name);
      if (matcher.matches()) {
        largest = Math.max(largest, Integer.parseInt(matcher.group(1)));
      }
    }
    if (variables.containsKey("linear.weight")) {
      throw problem("is of a kind that its file's metadata must tell, of which there are none");
    }
    if (largest < 4 || Integer.bitCount(largest) != 1) {
      throw problem("no variables with the original's names, such as 4x4/Conv/weight");
    }
    return Integer.numberOfTrailingZeros(largest);
  }

  private static String block(int stage) {
    int size = 1 << stage;
    return size + "x" + size + "/";
  }

  private int dimension(String name, int dimensions, int index) throws ExchangeException {
    NpyArray array = variables.get(name);
    if (array == null) {
      throw problem("variable " + name + " is missing");
    }
    if (array.shape().length != dimensions) {
      throw problem(
          "variable %s has %d dimensions, expected %d"
              .formatted(name, array.shape().length, dimensions));
    }
    return array.shape()[index];
  }

  private ExchangeException problem(String text) {
    return new ExchangeException(where + ": " + text);
  }
}
