package io.progan.metrics.registry;

import io.progan.metrics.swd.SlicedWasserstein;
import io.progan.metrics.swd.SwdAccumulator;
import io.progan.metrics.swd.SwdDescriptors;
import io.progan.metrics.swd.SwdOptions;
import io.progan.metrics.swd.SwdResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
public final class SwdMetric implements Metric {
  private final SwdOptions options;
  private final RepeatableDraws draws;
  private final int resolution;
  private final List<Integer> resolutions;
  private RepeatableDraws drawsAfterReals;
  private SwdDescriptors reals;

  /**
   * @param draws where patch positions and directions come from; not used up
   * @param resolution height and width of the images
   * @throws IllegalArgumentException if they are too small or cannot be halved often enough
   */
  public SwdMetric(SwdOptions options, RepeatableDraws draws, int resolution) {
    this.options = options;
    this.draws = draws;
    this.resolution = resolution;
    this.resolutions = options.resolutions(resolution);
  }

  @Override
  public MetricKind kind() {
    return MetricKind.SWD;
  }

  @Override
  public List<Column> columns() {
    return Stream.concat(resolutions.stream().map(String::valueOf), Stream.of("avg"))
        .map(level -> Column.of("SWDx1e3_" + level, 13))
        .toList();
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("patchSize", options.patchSize());
    settings.put("patchesPerImage", options.patchesPerImage());
    settings.put("directionRepeats", options.directionRepeats());
    settings.put("directionsPerRepeat", options.directionsPerRepeat());
    return settings;
  }

  @Override
  public MetricPass reals() {
    RepeatableDraws own = draws.copy();
    return new Pass(
        own,
        patches -> {
          close();
          reals = patches;
          skipDirections(own);
          drawsAfterReals = own;
          return new double[resolutions.size() + 1]; // a set has no distance to itself
        });
  }

  private void skipDirections(RepeatableDraws own) {
    int count = options.components() * options.directionsPerRepeat();
    for (int i = 0; i < resolutions.size() * options.directionRepeats(); i++) {
      own.normals(count);
    }
  }

  @Override
  public MetricPass compare() {
    if (reals == null) {
      throw new IllegalStateException("SWD has no reals to compare with");
    }
    RepeatableDraws own = drawsAfterReals.copy();
    return new Pass(
        own,
        patches -> {
          try (patches) {
            return row(new SlicedWasserstein(options, own).compare(reals, patches));
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
  private final class Pass implements MetricPass {
    private final Function<SwdDescriptors, double[]> values;
    private final SwdAccumulator accumulator;

    Pass(RepeatableDraws own, Function<SwdDescriptors, double[]> values) {
      this.values = values;
      accumulator = new SlicedWasserstein(options, own).accumulate(resolution);
    }

    @Override
    public void add(MetricInput input) {
      accumulator.add(input.needImages(MetricKind.SWD.title()));
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
