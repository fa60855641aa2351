package io.progan.core.graph;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * What an operation computes of its operands.
 *
 * @param kind ND4J's name of the operation
 * @param arguments what it is told beside its operands
 * @param flops floating-point operations; NaN for those of its kind, see {@link Operation#flops}
 * @param emitter adds it to a SameDiff graph
 */
public record Computation(String kind, Arguments arguments, double flops, Emitter emitter) {

  /** Adds one operation to a SameDiff graph. */
  @FunctionalInterface
  public interface Emitter {

    /**
     * Adds it.
     *
     * @param sameDiff the graph
     * @param in the operands
     * @return the results, in order
     */
    SDVariable[] emit(SameDiff sameDiff, SDVariable... in);
  }

  /** Adds one operation with a single result to a SameDiff graph. */
  @FunctionalInterface
  public interface SingleEmitter {

    /** Adds it. */
    SDVariable emit(SameDiff sameDiff, SDVariable... in);
  }

  /** One without arguments that anybody asks for, with a single result. */
  static Computation of(String kind, SingleEmitter emitter) {
    return of(kind, Arguments.NONE, Double.NaN, emitter);
  }

  /** One with a single result. */
  static Computation of(String kind, Arguments arguments, double flops, SingleEmitter emitter) {
    return new Computation(
        kind, arguments, flops, (sameDiff, in) -> new SDVariable[] {emitter.emit(sameDiff, in)});
  }
}
