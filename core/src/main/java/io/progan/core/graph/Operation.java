package io.progan.core.graph;

import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;

/**
 * An operation of a {@link Graph}.
 *
 * @param kind ND4J's name of the operation, for example {@code conv2d} or {@code reduce_sum}
 * @param inputs what it reads
 * @param outputs what it computes; all operations have one but for convolutions' gradients, {@code
 *     conv2d_bp} and {@code deconv2d_bp}, whose outputs are the gradients at image and weights
 * @param flops floating-point operations, by formula. A multiplication and an addition are two.
 *     Convolutions, matrix products and sums state theirs; what moves or casts elements takes none;
 *     everything else takes one for each element of the result
 * @param function SameDiff's operation, with its arguments
 */
public record Operation(
    String kind,
    List<Tensor> inputs,
    List<Tensor> outputs,
    double flops,
    DifferentialFunction function) {

  private static final Set<String> MOVES =
      Set.of("reshape", "permute", "concat", "slice", "gather", "onehot", "cast", "upsampling2d");

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

  static double elementwise(String kind, List<Tensor> outputs) {
    return MOVES.contains(kind) ? 0 : outputs.stream().mapToDouble(Tensor::length).sum();
  }
}
