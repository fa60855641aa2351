package io.progan.core.network.residual;

import io.progan.core.graph.Resampling;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Layer;
import io.progan.core.state.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A block of BigGAN's discriminator: {@code conv2(relu(conv1(relu(x))))}, then the mean of 2x2
 * pixels if it halves the resolution, beside a convolution of single pixels where widths or sizes
 * differ. The first one takes the images as they are.
 */
record DiscriminatorBlock(
    Layer conv1, Layer conv2, Optional<Layer> shortcut, boolean first, boolean down)
    implements Block {

  /** What a block changes. */
  record Change(int in, int out, boolean down) {}

  /** Makes the layers. */
  static DiscriminatorBlock of(
      String name, Change change, boolean wide, boolean first, Spectral spectral) {
    int in = change.in;
    int out = change.out;
    int hidden = wide ? out : in;
    boolean converts = in != out || change.down;
    return new DiscriminatorBlock(
        spectral.conv(name + ".conv1", 3, in, hidden),
        spectral.conv(name + ".conv2", 3, hidden, out),
        converts ? Optional.of(spectral.conv(name + ".conv_sc", 1, in, out)) : Optional.empty(),
        first,
        change.down);
  }

  @Override
  public List<Layer> layers() {
    List<Layer> layers = new ArrayList<>(List.of(conv1, conv2));
    shortcut.ifPresent(layers::add);
    return layers;
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    Tensor h = conv1.run(pass, first ? x : Block.relu(x));
    h = pool(pass, conv2.run(pass, Block.relu(h)));
    Tensor around = pool(pass, x);
    Tensor added = shortcut.map(conv -> conv.run(pass, around)).orElse(around);
    return pass.precision().value(h.plus(added));
  }

  private Tensor pool(Pass pass, Tensor x) {
    return down ? pass.precision().value(Resampling.downscale(x, 2)) : x;
  }
}
