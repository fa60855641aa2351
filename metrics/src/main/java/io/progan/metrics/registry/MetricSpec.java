package io.progan.metrics.registry;

import io.progan.metrics.classifier.ClassifierWeights;
import io.progan.metrics.image.ImageShape;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * What a metric is: commands, help, tables and files are made from it.
 *
 * @param name in commands and files: {@code swd}
 * @param about what people read
 * @param needs what it must be given
 * @param ranking which values are good
 * @param options its constants that can be changed
 * @param factory makes the metric
 */
public record MetricSpec(
    String name, About about, Needs needs, Ranking ranking, List<Option> options, Factory factory) {

  /**
   * What people read.
   *
   * @param title the name in sentences: {@code SWD}
   * @param description paragraphs of the help; the first one stands in the list of commands, too
   * @param examples for the help: what follows {@code progan metrics NAME} on some command lines
   */
  public record About(String title, List<String> description, List<String> examples) {}

  /**
   * What it must be given.
   *
   * @param input what it looks at
   * @param usualImages how many images of each set it is usually computed from
   * @param leastImages the fewest images that give a number
   * @param traits what else is true of it
   */
  public record Needs(Input input, int usualImages, int leastImages, Set<Trait> traits) {}

  /** What a metric looks at. */
  public enum Input {
    /** Pixels. */
    IMAGES,
    /** Feature vectors of a feature network. */
    FEATURES,
    /** Class probabilities of a feature network. */
    PROBABILITIES
  }

  /** What may be true of a metric. */
  public enum Trait {
    /** It compares with reals; without this trait it looks at one set alone. */
    NEEDS_REALS,
    /** Reals that come twice would change what it measures. */
    NEEDS_DISTINCT_REALS,
    /** It compares sets of equally many images of one size. */
    NEEDS_EQUAL_SETS,
    /** It takes images in pairs, so an odd one at the end of a set is left out. */
    PAIRS,
    /** Its table has a row Reals2: the reals compared with the images that come after them. */
    REALS2,
    /** It looks at what a classifier of greyscale pictures says of each channel. */
    NEEDS_CLASSIFIER,
    /**
     * Its generated images come from the seed itself, 256 at a time; so it shares them with no
     * other metric.
     */
    OWN_IMAGES
  }

  /**
   * Which of several values is the best.
   *
   * @param main the column that counts where networks are put in order by one number
   * @param lowest whether it is the smallest, rather than the largest
   * @param unranked columns whose values are not good or bad: they say how sure others are
   * @param opposite columns where it is the other end
   */
  public record Ranking(String main, boolean lowest, Set<String> unranked, Set<String> opposite) {

    /** Smaller is better, in all columns. */
    public static Ranking byLowest(String main) {
      return new Ranking(main, true, Set.of(), Set.of());
    }

    /** Larger is better, in all columns. */
    public static Ranking byHighest(String main) {
      return new Ranking(main, false, Set.of(), Set.of());
    }

    /** Puts values of the main column in order, the best one first. */
    public Comparator<Double> order() {
      return lowest(main) ? Comparator.naturalOrder() : Comparator.reverseOrder();
    }

    /** The same, but for a column without a best value. */
    public Ranking without(String column) {
      return new Ranking(main, lowest, Set.of(column), opposite);
    }

    /** The same, but for a column whose best value is at the other end. */
    public Ranking opposite(String column) {
      return new Ranking(main, lowest, unranked, Set.of(column));
    }

    /** Whether the smallest of a column's values is the best. */
    public boolean lowest(String column) {
      return lowest != opposite.contains(column);
    }

    /** The best of a column's values; empty if it has none, or there are no values. */
    public OptionalDouble best(String column, DoubleStream values) {
      if (unranked.contains(column)) {
        return OptionalDouble.empty();
      }
      return lowest(column) ? values.min() : values.max();
    }
  }

  /**
   * A constant that can be changed: a whole number of 1 or more.
   *
   * @param name on the command line, such as {@code --patches}
   * @param label of its value in the help, such as {@code N}
   * @param usual the value if it is not given
   * @param description what it is, for the help; no full stop at the end
   */
  public record Option(String name, String label, int usual, String description) {

    /**
     * Its value.
     *
     * @param given values by the names of options
     */
    public int in(Map<String, Integer> given) {
      return given.getOrDefault(name, usual);
    }
  }

  /** Makes a metric in two steps, so that wrong options are found before any image is read. */
  @FunctionalInterface
  public interface Factory {

    /**
     * Takes the options.
     *
     * @param options values by the names of options; what is missing has its usual value
     * @return makes the metric once it is known what it will be fed with; it, too, throws {@link
     *     IllegalArgumentException}, if images are too few or of a size that does not fit
     * @throws IllegalArgumentException if a value is wrong
     */
    Function<Setup, Metric> with(Map<String, Integer> options);
  }

  /**
   * What a metric will be fed with.
   *
   * @param counts how many images
   * @param shape of the images; empty if only features of them are known
   * @param features the length of the feature vectors; 0 if there are none
   * @param minibatch how many images come at a time, the last ones aside
   * @param seed of the metric's own random numbers
   * @param classifier of greyscale pictures; empty if none was named
   */
  public record Setup(
      Counts counts,
      Optional<ImageShape> shape,
      int features,
      int minibatch,
      long seed,
      Optional<ClassifierWeights> classifier) {}

  /**
   * How many images a metric looks at.
   *
   * @param realImages of the reals; as many as of the others if there are none
   * @param images of each other set
   */
  public record Counts(int realImages, int images) {

    /** The smaller number. */
    public int fewest() {
      return Math.min(realImages, images);
    }
  }

  /** The name in sentences: {@code SWD}. */
  public String title() {
    return about.title();
  }

  /** Whether it needs a feature network. */
  public boolean needsNetwork() {
    return needs.input() != Input.IMAGES;
  }

  /** Whether something is true of it. */
  public boolean has(Trait trait) {
    return needs.traits().contains(trait);
  }

  /** Its name. */
  @Override
  public String toString() {
    return name;
  }
}
