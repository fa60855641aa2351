package io.progan.core.graph;

import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;

/**
 * An operation of a {@link Graph}.
 *
 * @param computation what it computes
 * @param inputs what it reads
 * @param outputs what it computes; all operations have one but for convolutions' gradients, {@code
 *     conv2d_bp} and {@code deconv2d_bp}, whose outputs are the gradients at image and weights
 */
public record Operation(Computation computation, List<Tensor> inputs, List<Tensor> outputs) {

  private static final Set<String> MOVES =
      Set.of("reshape", "permute", "concat", "slice", "gather", "onehot", "cast", "upsampling2d");

  /** ND4J's name of the operation, for example {@code conv2d} or {@code reduce_sum}. */
  public String kind() {
    return computation.kind();
  }

  /**
   * What it is told beside its operands.
   *
   * @throws IllegalStateException if its arguments are of another kind
   */
  public <A extends Arguments> A arguments(Class<A> type) {
    if (!type.isInstance(computation.arguments())) {
      throw new IllegalStateException(kind() + " has no " + type.getSimpleName());
    }
    return type.cast(computation.arguments());
  }

  /**
   * Floating-point operations, by formula. A multiplication and an addition are two. Convolutions,
   * matrix products and sums state theirs; what moves or casts elements takes none; everything else
   * takes one for each element of the result.
   */
  public double flops() {
    if (!Double.isNaN(computation.flops())) {
      return computation.flops();
    }
    return MOVES.contains(kind()) ? 0 : outputs.stream().mapToDouble(Tensor::length).sum();
  }

  /** SameDiff's operation, with its arguments. The first call loads ND4J's native library. */
  public DifferentialFunction function() {
    return output().graph().function(this);
  }

  /** The first result, most often the only one. */
  public Tensor output() {
    return outputs.get(0);
  }

  /** The bytes of all operands. */
  public long bytesRead() {
    return inputs.stream().mapToLong(Tensor::bytes).sum();
  }

  /** The bytes of all results. */
  public long bytesWritten() {
    return outputs.stream().mapToLong(Tensor::bytes).sum();
  }
}
