package io.progan.core.training;

import io.progan.core.dataset.RealBatch;
import io.progan.core.dataset.TrainingSet;
import io.progan.core.image.ByteImages;
import io.progan.core.image.DynamicRange;
import io.progan.core.image.RealImages;
import io.progan.core.layer.DataDependent;
import io.progan.core.layer.Layer;
import io.progan.core.network.Stage;
import io.progan.core.plan.BufferPool;
import io.progan.core.session.GraphSession;
import io.progan.core.state.Pass;
import io.progan.core.state.SlotInputs;
import io.progan.core.training.state.Role;
import io.progan.core.training.state.TrainingState;
import io.progan.presets.config.DatasetShape;
import java.io.IOException;
import java.util.List;

/** First values of a discriminator's layers that depend on real images. */
public final class DataDependentStart {

  /** Reals that they depend on, as in the Theano version. */
  private static final int IMAGES = 500;

  /** Reals that are in memory at full resolution. */
  private static final int AT_A_TIME = 20;

  private static final String INPUT = "images";

  private DataDependentStart() {}

  /**
   * Sets the first values; does nothing, and reads no image, where no layer asks for it.
   *
   * @param state the networks with their initial weights
   * @param set where reals come from
   * @param lod of the first step
   * @param range the networks' range
   * @throws IOException if the dataset cannot be read
   */
  public static void apply(TrainingState state, TrainingSet set, double lod, DynamicRange range)
      throws IOException {
    List<Layer> layers =
        state.discriminator().layers().stream().filter(DataDependent.class::isInstance).toList();
    if (layers.isEmpty()) {
      return;
    }
    Stage stage = Stage.at(lod, set.shape().resolutionLog2());
    float[] reals = reals(set, stage, range);
    for (Layer layer : layers) {
      ((DataDependent) layer)
          .fit(state.discriminatorWeights(), features(state, stage, layer, reals), IMAGES);
    }
  }

  private static float[] reals(TrainingSet set, Stage stage, DynamicRange range)
      throws IOException {
    DatasetShape shape = set.shape();
    int factor = shape.resolution() / stage.resolution();
    int length = shape.numChannels() * stage.resolution() * stage.resolution();
    float[] reals = new float[IMAGES * length];
    for (int first = 0; first < IMAGES; first += AT_A_TIME) {
      RealBatch batch = set.next(shape.resolutionLog2(), AT_A_TIME);
      float[] large = ByteImages.convert(batch.pixels(), null, range);
      float[] small = RealImages.downscale(large, shape.resolution(), factor);
      System.arraycopy(small, 0, reals, first * length, small.length);
    }
    return reals;
  }

  /** What a layer takes for the reals. */
  private static double[] features(TrainingState state, Stage stage, Layer layer, float[] reals) {
    try (BufferPool buffers = new BufferPool(state.dataType());
        GraphSession session = new GraphSession(state.dataType(), stage, buffers)) {
      SlotInputs slots = new SlotInputs(session.graph(), state.discriminator().name());
      Pass pass = Pass.evaluate(slots);
      int size = stage.resolution();
      int channels = state.discriminator().channels();
      state
          .discriminator()
          .forward(pass, session.growth(), session.input(INPUT, IMAGES, channels, size, size));
      session.read(layer.name(), pass.input(layer.name()).orElseThrow());
      session.bind(slots, state.weights(Role.DISCRIMINATOR));
      session.compile();
      session.set(INPUT, reals);
      session.run(0);
      float[] values = session.values(layer.name());
      double[] features = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        features[i] = values[i];
      }
      return features;
    }
  }
}
