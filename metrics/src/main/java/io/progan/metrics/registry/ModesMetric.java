package io.progan.metrics.registry;

import io.progan.metrics.classifier.Classifier;
import io.progan.metrics.classifier.ClassifierWeights;
import io.progan.metrics.image.ImageBatch;
import io.progan.metrics.image.ImageShape;
import io.progan.metrics.modes.ModeCounts;
import io.progan.metrics.registry.MetricSpec.About;
import io.progan.metrics.registry.MetricSpec.Input;
import io.progan.metrics.registry.MetricSpec.Needs;
import io.progan.metrics.registry.MetricSpec.Option;
import io.progan.metrics.registry.MetricSpec.Ranking;
import io.progan.metrics.registry.MetricSpec.Setup;
import io.progan.metrics.registry.MetricSpec.Trait;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Mode recovery as a metric of one set: means over several evaluations. */
final class ModesMetric extends SingleSetMetric {
  private static final Option EVALUATIONS =
      new Option(
          "--evaluations", "N", 10, "Equal parts of the images that are counted each by itself");

  static final MetricSpec SPEC =
      new MetricSpec(
          "modes",
          new About(
              "mode recovery",
              List.of(
                  "Mode recovery of stacked greyscale pictures, such as create_mnistrgb makes: how"
                      + " many of the combinations of classes in the three channels occur (more is"
                      + " better), and the divergence of their frequencies from equal ones (smaller"
                      + " is better).",
                  "Means over the evaluations. Classes come from a classifier that 'progan"
                      + " classifier train' makes. Latents are of the seed itself and go through the"
                      + " generator 256 at a time, as in the original."),
              List.of(
                  "latest --classifier digits.npz",
                  "--fakes generated --classifier digits.npz --num-images 10000")),
          new Needs(
              Input.IMAGES,
              256000,
              1,
              Set.of(Trait.NEEDS_CLASSIFIER, Trait.NEEDS_EQUAL_SETS, Trait.OWN_IMAGES)),
          Ranking.byHighest("Modes").opposite("KL_uniform"),
          List.of(EVALUATIONS),
          options -> setup -> new ModesMetric(EVALUATIONS.in(options), setup));

  private final int evaluations;
  private final int imagesEach;
  private final int minibatch;
  private final String fingerprint;
  private final Classifier classifier;

  private ModesMetric(int evaluations, Setup setup) {
    int images = setup.counts().images();
    if (images % evaluations != 0) {
      throw new IllegalArgumentException(
          "%s cannot be cut into %d equal evaluations; choose --num-images and --evaluations that"
                  .formatted(images == 1 ? "1 image" : images + " images", evaluations)
              + " divide");
    }
    ClassifierWeights weights =
        setup
            .classifier()
            .orElseThrow(() -> new IllegalArgumentException("mode recovery needs a classifier"));
    check(setup.shape().orElseThrow(), weights.imageSize());
    this.evaluations = evaluations;
    this.imagesEach = images / evaluations;
    this.minibatch = setup.minibatch();
    this.fingerprint = weights.fingerprint();
    this.classifier = Classifier.of(weights);
  }

  private static void check(ImageShape shape, int size) {
    if (shape.channels() != 3 || shape.height() != size || shape.width() != size) {
      throw new IllegalArgumentException(
          "mode recovery by this classifier needs RGB images of %dx%d, they are %s"
              .formatted(size, size, shape));
    }
  }

  @Override
  public List<Column> columns() {
    return List.of(new Column("Modes", 11), new Column("KL_uniform", 11));
  }

  /** The minibatch is one of them, because generators with batch norm look at all of it. */
  @Override
  public Map<String, Object> settings() {
    return Map.of("evaluations", evaluations, "classifier", fingerprint, "minibatch", minibatch);
  }

  @Override
  Pass begin(boolean reals) {
    return new Pass() {
      private ModeCounts counts = new ModeCounts(classifier.classes());
      private int done;
      private double hits;
      private double divergences;

      @Override
      public void add(MetricInput input) {
        ImageBatch images = input.needImages(SPEC.title());
        check(
            new ImageShape(images.channels(), images.height(), images.width()),
            classifier.imageSize());
        int[] channels = classifier.classify(images.values());
        for (int i = 0; i < channels.length; i += 3) {
          counts.add(channels[i], channels[i + 1], channels[i + 2]);
          if (counts.images() == imagesEach) {
            endEvaluation();
          }
        }
      }

      private void endEvaluation() {
        hits += counts.hit();
        divergences += counts.divergence();
        done++;
        counts = new ModeCounts(classifier.classes());
      }

      @Override
      public double[] finish() {
        if (done != evaluations) {
          throw new IllegalArgumentException(
              "mode recovery needs %d images, got fewer".formatted(evaluations * imagesEach));
        }
        return new double[] {hits / done, divergences / done};
      }
    };
  }

  @Override
  public void close() {
    classifier.close();
  }
}
