package io.progan.core.plan.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.dnnl_hwio;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nchw;
import static org.bytedeco.dnnl.global.dnnl.dnnl_reorder_primitive_desc_create;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.dnnl.dnnl_memory_desc_t;

/**
 * Copies an array to another layout. What pads a layout becomes zero.
 *
 * @param from makes the layout of what is read
 * @param to makes the layout of what is written
 */
public record Reorder(Supplier<dnnl_memory_desc_t> from, Supplier<dnnl_memory_desc_t> to)
    implements Primitive {

  /** Images {@code [minibatch, channels, height, width]} to the blocked layout. */
  public static Reorder toBlocked(long... images) {
    return new Reorder(() -> Layouts.of(dnnl_nchw, images), () -> Layouts.blocked(images));
  }

  /** Images {@code [minibatch, channels, height, width]} from the blocked layout. */
  public static Reorder fromBlocked(long... images) {
    return new Reorder(() -> Layouts.blocked(images), () -> Layouts.of(dnnl_nchw, images));
  }

  /** Weights {@code [kernel, kernel, in, out]} to the layout that a direction takes. */
  public static Reorder weights(ConvolutionShape shape, ConvolutionPass.Direction direction) {
    return new Reorder(
        () -> shape.weights(dnnl_hwio),
        direction == ConvolutionPass.Direction.TRANSPOSED
            ? shape::transposedWeights
            : shape::weights);
  }

  /** A weights' gradient to {@code [kernel, kernel, in, out]}. */
  public static Reorder weightsGradient(ConvolutionShape shape) {
    return new Reorder(shape::weights, () -> shape.weights(dnnl_hwio));
  }

  @Override
  public String name() {
    return "reorder";
  }

  @Override
  public List<Integer> reads() {
    return List.of(DNNL_ARG_FROM);
  }

  @Override
  public int writes() {
    return DNNL_ARG_TO;
  }

  @Override
  public Optional<Description> describe() {
    return Description.of(
        (into, attributes) ->
            dnnl_reorder_primitive_desc_create(
                into, from.get(), OneDnn.engine(), to.get(), OneDnn.engine(), attributes),
        name());
  }
}
