package io.progan.metrics.registry;

import io.progan.dataset.numpy.RandomState;
import io.progan.metrics.image.ImageShape;
import io.progan.metrics.registry.MetricSpec.About;
import io.progan.metrics.registry.MetricSpec.Input;
import io.progan.metrics.registry.MetricSpec.Needs;
import io.progan.metrics.registry.MetricSpec.Option;
import io.progan.metrics.registry.MetricSpec.Ranking;
import io.progan.metrics.registry.MetricSpec.Setup;
import io.progan.metrics.registry.MetricSpec.Trait;
import io.progan.metrics.swd.SlicedWasserstein;
import io.progan.metrics.swd.SwdAccumulator;
import io.progan.metrics.swd.SwdDescriptors;
import io.progan.metrics.swd.SwdOptions;
import io.progan.metrics.swd.SwdResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The sliced Wasserstein distance as a metric; it keeps the reals' patches.
 *
 * <p>Random numbers are those that the original programme would draw from one generator: patch
 * positions of the reals, the directions of the reals against themselves, then patch positions and
 * directions of the other set. Every other set begins from the same point, so all are measured with
 * the same patches and directions and a value does not depend on what was measured before.
 */
final class SwdMetric implements Metric {
  private static final String COLUMN = "SWDx1e3_";
  private static final String AVERAGE = "avg";

  private static final Option PATCHES =
      new Option("--patches", "N", 128, "Patches of each image and level");
  private static final Option PATCH_SIZE =
      new Option("--patch-size", "N", 7, "Height and width of a patch, odd");
  private static final Option DIRECTIONS =
      new Option("--directions", "N", 128, "Random directions that are drawn at a time");
  private static final Option REPEATS =
      new Option("--repeats", "N", 4, "How often directions are drawn");

  static final MetricSpec SPEC =
      new MetricSpec(
          "swd",
          new About(
              "SWD",
              List.of(
                  "Sliced Wasserstein distance between patches of generated and real images, times"
                      + " 1000, at each level of the Laplacian pyramid; smaller is better.",
                  "Needs square images of 16 pixels or more."),
              List.of(
                  "latest", "--fakes generated --reals datasets/mine --num-images 1000 --json")),
          new Needs(
              Input.IMAGES,
              16384,
              1,
              Set.of(Trait.NEEDS_REALS, Trait.NEEDS_EQUAL_SETS, Trait.REALS2)),
          Ranking.byLowest(COLUMN + AVERAGE),
          List.of(PATCHES, PATCH_SIZE, DIRECTIONS, REPEATS),
          SwdMetric::with);

  private final SwdOptions options;
  private final Setup setup;
  private final List<Integer> resolutions;
  private RandomState.State drawsAfterReals;
  private SwdDescriptors reals;

  private SwdMetric(SwdOptions options, Setup setup) {
    ImageShape shape = setup.shape().orElseThrow();
    if (shape.height() != shape.width()) {
      throw new IllegalArgumentException("SWD needs square images, they are " + shape);
    }
    this.options = options;
    this.setup = setup;
    this.resolutions = options.resolutions(shape.height());
  }

  private static Function<Setup, Metric> with(Map<String, Integer> given) {
    SwdOptions options =
        new SwdOptions(
            PATCH_SIZE.in(given),
            PATCHES.in(given),
            REPEATS.in(given),
            DIRECTIONS.in(given),
            SwdOptions.defaults().minimumResolution());
    return setup -> new SwdMetric(options, setup);
  }

  @Override
  public List<Column> columns() {
    return Stream.concat(resolutions.stream().map(String::valueOf), Stream.of(AVERAGE))
        .map(level -> new Column(COLUMN + level, 13))
        .toList();
  }

  /** The minibatch is one of them, because patches are drawn for one after the other. */
  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("patchSize", options.patchSize());
    settings.put("patchesPerImage", options.patchesPerImage());
    settings.put("directionRepeats", options.directionRepeats());
    settings.put("directionsPerRepeat", options.directionsPerRepeat());
    settings.put("minibatch", setup.minibatch());
    settings.put("seed", setup.seed());
    return settings;
  }

  @Override
  public Pass reals() {
    RandomState draws = new RandomState(setup.seed());
    return new SwdPass(
        draws,
        patches -> {
          close();
          reals = patches;
          skipDirections(draws);
          drawsAfterReals = draws.save();
          return new double[resolutions.size() + 1]; // a set has no distance to itself
        });
  }

  private void skipDirections(RandomState draws) {
    int count = options.components() * options.directionsPerRepeat();
    for (int i = 0; i < resolutions.size() * options.directionRepeats(); i++) {
      draws.randn(count);
    }
  }

  @Override
  public Pass compare() {
    if (reals == null) {
      throw new IllegalStateException("SWD has no reals to compare with");
    }
    RandomState draws = RandomState.restore(drawsAfterReals);
    return new SwdPass(
        draws,
        patches -> {
          try (patches) {
            return row(new SlicedWasserstein(options, draws).compare(reals, patches));
          }
        });
  }

  private static double[] row(SwdResult result) {
    return Stream.concat(
            result.levels().stream().map(SwdResult.Level::distance), Stream.of(result.average()))
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  /** Patches are too many to be kept on disk. */
  @Override
  public Optional<SavedReals> save() {
    return Optional.empty();
  }

  @Override
  public void restore(SavedReals saved) {
    throw new IllegalArgumentException("SWD keeps nothing of the reals");
  }

  @Override
  public void close() {
    if (reals != null) {
      reals.close();
      reals = null;
    }
  }

  /** Collects patches and makes values of them. */
  private final class SwdPass implements Pass {
    private final Function<SwdDescriptors, double[]> values;
    private final SwdAccumulator accumulator;

    SwdPass(RandomState draws, Function<SwdDescriptors, double[]> values) {
      this.values = values;
      accumulator = new SlicedWasserstein(options, draws).accumulate(resolutions.get(0));
    }

    @Override
    public void add(MetricInput input) {
      accumulator.add(input.needImages(SPEC.title()));
    }

    @Override
    public double[] finish() {
      return values.apply(accumulator.finish());
    }

    @Override
    public void close() {
      accumulator.close();
    }
  }
}
