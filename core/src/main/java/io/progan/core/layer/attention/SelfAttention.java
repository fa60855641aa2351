package io.progan.core.layer.attention;

import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Convolution;
import io.progan.core.graph.Convolution.Geometry;
import io.progan.core.graph.Product;
import io.progan.core.graph.Resampling;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Layer;
import io.progan.core.layer.weight.Weight;
import io.progan.core.state.Initializer;
import io.progan.core.state.Pass;
import io.progan.core.state.Precision;
import io.progan.core.state.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Self-attention (Zhang et al., "Self-Attention Generative Adversarial Networks", 2019, equations 1
 * to 3) as BigGAN has it: keys and values are max-pooled to half the size, and what is added to the
 * input has a trained factor that starts at 0.
 */
public final class SelfAttention implements Layer {

  private static final Geometry POINT = new Geometry(1, 1, 0);

  private final String name;
  private final Weight theta;
  private final Weight phi;
  private final Weight g;
  private final Weight o;
  private final Slot gamma;

  /**
   * Describes the layer.
   *
   * @param name the layer's name
   * @param channels of input and output, at least 8
   * @param weight makes the weight of a layer name and a shape {@code [1, 1, in, out]}
   */
  public SelfAttention(String name, long channels, BiFunction<String, long[], Weight> weight) {
    this.name = name;
    theta = weight.apply(name + ".theta", new long[] {1, 1, channels, channels / 8});
    phi = weight.apply(name + ".phi", new long[] {1, 1, channels, channels / 8});
    g = weight.apply(name + ".g", new long[] {1, 1, channels, channels / 2});
    o = weight.apply(name + ".o", new long[] {1, 1, channels / 2, channels});
    gamma = Slot.trained(name + ".gamma", Initializer.ZEROS, 1);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Slot> slots() {
    List<Slot> slots = new ArrayList<>();
    weights().forEach(weight -> slots.addAll(weight.slots()));
    slots.add(gamma);
    return slots;
  }

  @Override
  public List<Weight> weights() {
    return List.of(theta, phi, g, o);
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    Tensor queries = columns(point(pass, x, theta));
    Tensor keys = columns(Resampling.maxPool(point(pass, x, phi), 2));
    Tensor values = columns(Resampling.maxPool(point(pass, x, g), 2));
    Precision precision = pass.precision();
    Tensor products = precision.value(Product.matmul(queries, keys, true, false));
    Tensor shares = precision.value(Arithmetic.softmax(products, 2));
    Tensor seen = precision.value(Product.matmul(values, shares, false, true));
    Tensor image = Shaping.reshape(seen, x.size(0), values.size(1), x.size(2), x.size(3));
    Tensor added = point(pass, image, o);
    Tensor factor = precision.value(pass.slot(gamma));
    return x.plus(added.times(Shaping.reshape(factor, 1, 1, 1, 1)));
  }

  private static Tensor point(Pass pass, Tensor x, Weight weight) {
    return pass.precision().value(Convolution.conv2d(x, weight.rounded(pass), null, POINT));
  }

  /** {@code [minibatch, channels, pixels]}. */
  private static Tensor columns(Tensor x) {
    return Shaping.reshape(x, x.size(0), x.size(1), x.size(2) * x.size(3));
  }
}
