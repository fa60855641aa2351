package io.progan.core.generate;

import io.progan.core.device.DataTypes;
import io.progan.core.device.NativeLibrary;
import io.progan.core.loss.family.Losses;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.Stage;
import io.progan.core.network.family.Networks;
import io.progan.core.session.NetworkSession;
import io.progan.core.snapshot.SnapshotReader;
import io.progan.core.state.StateVector;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A trained discriminator, which says how real images look to it. Safe for use by several threads
 * at once, one after the other. Owns native memory, freed by {@link #close()}.
 */
public final class Discriminator implements AutoCloseable {

  private final StateVector weights;
  private final NetworkSession session;
  private final Stage stage;
  private final double fade;
  private final int realSign;

  private Discriminator(SnapshotReader snapshot, double lod) throws IOException {
    RunConfig config = snapshot.info().runConfig();
    DatasetShape shape = snapshot.info().dataset();
    stage = Stage.at(lod, shape.resolutionLog2());
    fade = Stage.fade(lod);
    realSign = Losses.realSign(config.discriminatorLoss());
    DiscriminatorNetwork network = Networks.discriminator(config.discriminator(), shape);
    weights = new StateVector(network.slots(), DataTypes.of(config.discriminator().dtype()));
    try {
      snapshot.restore("D", weights);
      int minibatch = MinibatchSize.forImages(network, stage);
      session = NetworkSession.of(network, weights, stage, minibatch);
    } catch (IOException | RuntimeException | Error e) {
      weights.close();
      throw e;
    }
  }

  /**
   * Loads the discriminator of a snapshot.
   *
   * @param snapshot the file
   * @param lod the level of detail of the images that it will see
   * @throws io.progan.core.snapshot.SnapshotException if the file is no snapshot, or damaged
   * @throws IOException if it cannot be read
   */
  public static Discriminator load(Path snapshot, double lod) throws IOException {
    NativeLibrary.choose();
    try (SnapshotReader reader = new SnapshotReader(snapshot)) {
      return new Discriminator(reader, lod);
    }
  }

  /**
   * Scores generated images, each by itself: no score depends on the other images.
   *
   * @param images at full resolution, of the discriminator's level of detail
   * @param labels {@code [count, labelSize]}; read only by networks that judge images with labels
   * @return {@code [count]}; the higher, the more an image looks like the training images
   */
  public synchronized float[] scores(Images images, float[] labels) {
    float[] shrunk = images.shrink(images.size() / stage.resolution()).values();
    float[] scores = session.scores(shrunk, labels, images.count(), fade);
    for (int i = 0; i < scores.length; i++) {
      scores[i] *= realSign;
    }
    return scores;
  }

  @Override
  public synchronized void close() {
    session.close();
    weights.close();
  }
}
