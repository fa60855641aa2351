package io.progan.core.network;

import io.progan.core.graph.Graph;
import io.progan.core.graph.Tensor;
import io.progan.core.latent.LatentDistribution;
import io.progan.core.state.Pass;
import io.progan.core.state.SlotInputs;
import io.progan.presets.config.LatentFamily;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/** Latents and labels to images. */
public interface GeneratorNetwork extends Network {

  /** The length of a latent vector. */
  int latentSize();

  /** How latents are distributed. */
  default LatentDistribution latents() {
    return new LatentDistribution(LatentFamily.NORMAL);
  }

  /** The length of a label; 0 without labels. */
  int labelSize();

  /** Whether an image depends on the others of its minibatch, as batch norm makes it. */
  boolean comparesImages();

  /**
   * Whether images are to be made with the running statistics of batch norm, so that each stands
   * for itself.
   */
  default boolean storesStatistics() {
    return false;
  }

  /** 1 for greyscale images, 3 for red, green and blue. */
  int channels();

  /**
   * Adds the generator to a graph.
   *
   * @param pass the slots; labels {@code [minibatch, labelSize]} if the network has any
   * @param growth how far the network has grown
   * @param latents {@code [minibatch, latentSize]}
   * @return images {@code [minibatch, channels, r, r]} at the stage's resolution, about [-1, 1]
   */
  Tensor forward(Pass pass, Growth growth, Tensor latents);

  @Override
  default NetworkTrace trace(Stage stage, int minibatch) {
    try (Graph graph = new Graph(DataType.FLOAT)) {
      Pass pass = Pass.train(new SlotInputs(graph, name()));
      if (labelSize() > 0) {
        pass = pass.withLabels(graph.input("labels", minibatch, labelSize()));
      }
      Growth growth = new Growth(stage, stage.fading() ? graph.input("fade") : null);
      forward(pass, growth, graph.input("latents", minibatch, latentSize()));
      return NetworkTrace.of(pass);
    }
  }

  @Override
  default List<LayerRow> table() {
    Stage last = stages().get(stages().size() - 1);
    List<LayerRow> rows = new ArrayList<>();
    rows.add(LayerRow.value("latents_in", -1, latentSize()));
    rows.add(LayerRow.value("labels_in", -1, labelSize()));
    rows.addAll(LayerRow.layers(this));
    rows.add(LayerRow.value("images_out", -1, channels(), last.resolution(), last.resolution()));
    return rows;
  }
}
