package io.progan.metrics.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which outputs of a network are what.
 *
 * @param features the name of the output with the feature vectors
 * @param featureCount their length
 * @param classes the name of the output with the classes, empty if there is none
 * @param classCount their number
 * @param logits whether the classes still need a softmax
 */
record OutputRoles(
    String features, int featureCount, Optional<String> classes, int classCount, boolean logits) {

  private static final int INCEPTION_FEATURES = 2048;
  private static final Pattern FEATURE_NAME = Pattern.compile("pool_?3|feature|embedding");
  private static final Pattern CLASS_NAME = Pattern.compile("softmax|logit|prob|class|predict");
  private static final Pattern LOGIT_NAME = Pattern.compile("logit");
  private static final double SUM_TOLERANCE = 1e-3;

  /**
   * Decides from what the outputs hold for some pictures.
   *
   * @param outputs the float32 outputs of a trial, flattened, by name in the order of the file
   * @param count the number of pictures of the trial
   * @param names those that the user gave
   */
  static OutputRoles detect(Map<String, float[]> outputs, int count, NetworkNames names)
      throws UnusableNetworkException {
    for (Optional<String> given : List.of(names.features(), names.classes())) {
      if (given.isPresent() && !outputs.containsKey(given.get())) {
        throw new UnusableNetworkException(
            "has no float32 output '" + given.get() + "'; there are " + sizes(outputs, count));
      }
    }
    Optional<String> classes = names.classes();
    if (classes.isEmpty()) {
      classes =
          outputs.keySet().stream()
              .filter(name -> !names.features().equals(Optional.of(name)))
              .filter(name -> !matches(FEATURE_NAME, name))
              .filter(n -> matches(CLASS_NAME, n) || areProbabilities(outputs.get(n), count))
              .findFirst();
    }
    String features =
        names.features().isPresent()
            ? names.features().get()
            : findFeatures(outputs, count, classes.orElse(""));
    requireRows(features, outputs.get(features), count);
    if (classes.isPresent()) {
      requireRows(classes.get(), outputs.get(classes.get()), count);
    }
    float[] classValues = classes.map(outputs::get).orElse(new float[0]);
    boolean logits =
        classes.isPresent()
            && (matches(LOGIT_NAME, classes.get()) || !areProbabilities(classValues, count));
    return new OutputRoles(
        features,
        outputs.get(features).length / count,
        classes,
        classValues.length / count,
        logits);
  }

  private static void requireRows(String name, float[] values, int count)
      throws UnusableNetworkException {
    if (values.length == 0 || values.length % count != 0) {
      throw new UnusableNetworkException(
          "output '%s' holds %d values for %d images, not as many for each"
              .formatted(name, values.length, count));
    }
  }

  private static String findFeatures(Map<String, float[]> outputs, int count, String classes)
      throws UnusableNetworkException {
    List<String> left = new ArrayList<>(outputs.keySet());
    left.remove(classes);
    for (String name : left) {
      if (matches(FEATURE_NAME, name)) {
        return name;
      }
    }
    for (String name : left) {
      if (outputs.get(name).length == count * INCEPTION_FEATURES) {
        return name;
      }
    }
    if (left.size() == 1) {
      return left.get(0);
    }
    throw new UnusableNetworkException(
        "which output holds the features? There are "
            + sizes(outputs, count)
            + "; give the name of one");
  }

  private static boolean matches(Pattern pattern, String name) {
    return pattern.matcher(name.toLowerCase(Locale.ROOT)).find();
  }

  private static boolean areProbabilities(float[] values, int count) {
    int classes = values.length / count;
    if (classes < 2) {
      return false;
    }
    for (int row = 0; row < count; row++) {
      double sum = 0;
      for (int i = row * classes; i < (row + 1) * classes; i++) {
        if (!(values[i] >= 0)) {
          return false;
        }
        sum += values[i];
      }
      if (Math.abs(sum - 1) > SUM_TOLERANCE) {
        return false;
      }
    }
    return true;
  }

  private static String sizes(Map<String, float[]> outputs, int count) {
    if (outputs.isEmpty()) {
      return "none";
    }
    List<String> sizes = new ArrayList<>();
    outputs.forEach(
        (name, values) -> sizes.add(name + " of " + values.length / count + " numbers"));
    return String.join(", ", sizes);
  }
}
