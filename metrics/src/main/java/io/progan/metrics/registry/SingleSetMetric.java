package io.progan.metrics.registry;

import java.util.Optional;

/** A metric that looks at one set alone, so that reals are a set like any other. */
abstract class SingleSetMetric implements Metric {
  private double[] realsRow;

  /**
   * Begins a set.
   *
   * @param reals whether it is that of the reals
   */
  abstract Pass begin(boolean reals);

  @Override
  public final Pass compare() {
    return begin(false);
  }

  @Override
  public final Pass reals() {
    Pass pass = begin(true);
    return new Pass() {
      @Override
      public void add(MetricInput input) {
        pass.add(input);
      }

      @Override
      public double[] finish() {
        realsRow = pass.finish();
        return realsRow;
      }

      @Override
      public void close() {
        pass.close();
      }
    };
  }

  @Override
  public final Optional<SavedReals> save() {
    return Optional.ofNullable(realsRow).map(SavedReals::ofRow);
  }

  @Override
  public final void restore(SavedReals saved) {
    realsRow = saved.row();
  }
}
