package io.progan.core.network;

import io.progan.core.graph.Graph;
import io.progan.core.graph.Tensor;
import io.progan.core.state.Pass;
import io.progan.core.state.SlotInputs;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/** Images to scores and label logits. */
public interface DiscriminatorNetwork extends Network {

  /** The length of the label logits that it gives out; 0 for none. */
  int labelSize();

  /** The length of the labels that it judges images with; 0 for none. */
  default int conditionSize() {
    return 0;
  }

  /** 1 for greyscale images, 3 for red, green and blue. */
  int channels();

  /**
   * How many images of a minibatch have to stay together, since they are compared: whoever cuts a
   * minibatch into slices or parts cuts it into multiples of this.
   *
   * @param minibatch the whole minibatch of one replica
   * @return 1 if each image is judged by itself
   */
  int independentGroup(int minibatch);

  /**
   * Adds the discriminator to a graph.
   *
   * @param pass the slots, and how many minibatches lie one after the other in the images
   * @param growth how far the network has grown
   * @param images {@code [parts * minibatch, channels, r, r]} at the stage's resolution
   * @return {@code [parts * minibatch, 1 + labelSize]}: the score, then the label logits
   */
  Tensor forward(Pass pass, Growth growth, Tensor images);

  @Override
  default NetworkTrace trace(Stage stage, int minibatch) {
    try (Graph graph = new Graph(DataType.FLOAT)) {
      Pass pass = Pass.train(new SlotInputs(graph, name()));
      if (conditionSize() > 0) {
        pass = pass.withLabels(graph.input("labels", minibatch, conditionSize()));
      }
      Growth growth = new Growth(stage, stage.fading() ? graph.input("fade") : null);
      int size = stage.resolution();
      forward(pass, growth, graph.input("images", minibatch, channels(), size, size));
      return NetworkTrace.of(pass);
    }
  }

  @Override
  default List<LayerRow> table() {
    Stage last = stages().get(stages().size() - 1);
    List<LayerRow> rows = new ArrayList<>();
    rows.add(LayerRow.value("images_in", -1, channels(), last.resolution(), last.resolution()));
    rows.addAll(LayerRow.layers(this));
    rows.add(LayerRow.value("scores_out", -1, 1));
    rows.add(LayerRow.value("labels_out", -1, labelSize()));
    return rows;
  }
}
