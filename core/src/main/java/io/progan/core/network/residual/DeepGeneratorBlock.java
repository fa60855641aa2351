package io.progan.core.network.residual;

import io.progan.core.graph.Resampling;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Layer;
import io.progan.core.state.Pass;
import java.util.List;
import java.util.stream.Stream;

/**
 * A bottleneck of BigGAN-deep's generator (appendix B): two convolutions of single pixels around
 * two of 3x3 with a quarter of the maps. The way around it drops the maps that are too many.
 */
record DeepGeneratorBlock(List<Layer> convs, List<Layer> norms, int out, boolean up)
    implements Block {

  /** Makes the layers. */
  static DeepGeneratorBlock of(
      String name, int in, int out, boolean up, Spectral spectral, Norms norms) {
    int hidden = in / 4;
    return new DeepGeneratorBlock(
        List.of(
            spectral.conv(name + ".conv1", 1, in, hidden),
            spectral.conv(name + ".conv2", 3, hidden, hidden),
            spectral.conv(name + ".conv3", 3, hidden, hidden),
            spectral.conv(name + ".conv4", 1, hidden, out)),
        List.of(
            norms.of(name + ".bn1", in),
            norms.of(name + ".bn2", hidden),
            norms.of(name + ".bn3", hidden),
            norms.of(name + ".bn4", hidden)),
        out,
        up);
  }

  @Override
  public List<Layer> layers() {
    return Stream.concat(convs.stream(), norms.stream()).toList();
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    Tensor h = x;
    for (int i = 0; i < convs.size(); i++) {
      h = Block.relu(norms.get(i).run(pass, h));
      h = convs.get(i).run(pass, up && i == 1 ? Resampling.upscale(h, 2) : h);
    }
    Tensor kept = Shaping.slice(x, 1, 0, out);
    return pass.precision().value(h.plus(up ? Resampling.upscale(kept, 2) : kept));
  }
}
