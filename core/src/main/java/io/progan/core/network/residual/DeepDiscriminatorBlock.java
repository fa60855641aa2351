package io.progan.core.network.residual;

import io.progan.core.graph.Resampling;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Layer;
import io.progan.core.state.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A bottleneck of BigGAN-deep's discriminator (appendix B). The way around it adds the maps that
 * are missing by a convolution of single pixels.
 */
record DeepDiscriminatorBlock(List<Layer> convs, Optional<Layer> shortcut, boolean down)
    implements Block {

  /** Makes the layers. */
  static DeepDiscriminatorBlock of(
      String name, DiscriminatorBlock.Change change, Spectral spectral) {
    int in = change.in();
    int out = change.out();
    int hidden = out / 4;
    return new DeepDiscriminatorBlock(
        List.of(
            spectral.conv(name + ".conv1", 1, in, hidden),
            spectral.conv(name + ".conv2", 3, hidden, hidden),
            spectral.conv(name + ".conv3", 3, hidden, hidden),
            spectral.conv(name + ".conv4", 1, hidden, out)),
        in == out
            ? Optional.empty()
            : Optional.of(spectral.conv(name + ".conv_sc", 1, in, out - in)),
        change.down());
  }

  @Override
  public List<Layer> layers() {
    List<Layer> layers = new ArrayList<>(convs);
    shortcut.ifPresent(layers::add);
    return layers;
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    Tensor h = x;
    for (int i = 0; i < convs.size(); i++) {
      h = Block.relu(h);
      h = convs.get(i).run(pass, i == convs.size() - 1 ? pool(pass, h) : h);
    }
    Tensor around = pool(pass, x);
    Tensor added =
        shortcut.map(conv -> Shaping.concat(1, around, conv.run(pass, around))).orElse(around);
    return pass.precision().value(h.plus(added));
  }

  private Tensor pool(Pass pass, Tensor x) {
    return down ? pass.precision().value(Resampling.downscale(x, 2)) : x;
  }
}
