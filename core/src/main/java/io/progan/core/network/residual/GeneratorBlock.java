package io.progan.core.network.residual;

import io.progan.core.graph.Resampling;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Layer;
import io.progan.core.state.Pass;
import java.util.List;

/**
 * A block of BigGAN's generator, which doubles the resolution: {@code
 * conv2(relu(bn2(conv1(up(relu(bn1(x)))))))} beside {@code conv_sc(up(x))}.
 */
record GeneratorBlock(Layer conv1, Layer conv2, Layer shortcut, Layer bn1, Layer bn2)
    implements Block {

  /** Makes the layers. */
  static GeneratorBlock of(String name, int in, int out, Spectral spectral, Norms norms) {
    return new GeneratorBlock(
        spectral.conv(name + ".conv1", 3, in, out),
        spectral.conv(name + ".conv2", 3, out, out),
        spectral.conv(name + ".conv_sc", 1, in, out),
        norms.of(name + ".bn1", in),
        norms.of(name + ".bn2", out));
  }

  @Override
  public List<Layer> layers() {
    return List.of(conv1, conv2, shortcut, bn1, bn2);
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    Tensor h = Resampling.upscale(Block.relu(bn1.run(pass, x)), 2);
    h = Block.relu(bn2.run(pass, conv1.run(pass, h)));
    // A convolution of single pixels and a repetition of pixels change places without a difference.
    Tensor around = Resampling.upscale(shortcut.run(pass, x), 2);
    return pass.precision().value(conv2.run(pass, h).plus(around));
  }
}
