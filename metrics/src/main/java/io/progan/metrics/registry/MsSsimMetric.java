package io.progan.metrics.registry;

import io.progan.metrics.msssim.MsSsim;
import io.progan.metrics.registry.MetricSpec.About;
import io.progan.metrics.registry.MetricSpec.Input;
import io.progan.metrics.registry.MetricSpec.Needs;
import io.progan.metrics.registry.MetricSpec.Ranking;
import io.progan.metrics.registry.MetricSpec.Setup;
import io.progan.metrics.registry.MetricSpec.Trait;
import java.util.List;
import java.util.Set;

/** MS-SSIM as a metric of one set: the mean over consecutive pairs. */
final class MsSsimMetric extends SingleSetMetric {

  static final MetricSpec SPEC =
      new MetricSpec(
          "msssim",
          new About(
              "MS-SSIM",
              List.of(
                  "Mean multi-scale structural similarity of pairs of images of one set, 0 to 1; the"
                      + " lower, the more varied they are. Compare with the value of the reals.",
                  "Needs images whose height and width are divisible by 16."),
              List.of("latest", "--fakes generated")),
          new Needs(Input.IMAGES, 20000, 2, Set.of(Trait.PAIRS)),
          Ranking.byLowest("MS-SSIM"),
          List.of(),
          options -> MsSsimMetric::new);

  private MsSsimMetric(Setup setup) {
    setup.shape().ifPresent(new MsSsim()::requireSize);
  }

  @Override
  public List<Column> columns() {
    return List.of(new Column("MS-SSIM", 10));
  }

  @Override
  Pass begin(boolean reals) {
    MsSsim pairs = new MsSsim();
    return new Pass() {
      @Override
      public void add(MetricInput input) {
        pairs.add(input.needImages(SPEC.title()));
      }

      @Override
      public double[] finish() {
        return new double[] {pairs.mean()};
      }
    };
  }
}
