package io.progan.core.loss;

import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Gradients;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The terms of one network's loss: what is minimised, and what is told of it. A term's name is all
 * that statistics, TensorBoard, charts and the divergence watch need; nobody lists them again.
 */
public final class LossTerms {

  /** The name of the total. */
  public static final String LOSS = "loss";

  /**
   * What is told of a step: the mean of a tensor, times a factor.
   *
   * @param name in lower camel case, unique within the loss
   * @param tensor of any shape; null for a term that the configuration leaves out, which is 0
   * @param factor the term's weight
   */
  public record Value(String name, Tensor tensor, double factor) {}

  private final Map<String, Value> values = new LinkedHashMap<>();
  private final List<Supplier<Tensor>> summands = new ArrayList<>();
  private final Optional<Tensor> scale;
  private Tensor total;

  /** Without terms. */
  public LossTerms() {
    this(Optional.empty());
  }

  /**
   * Without terms.
   *
   * @param scale by which the loss is multiplied before it is differentiated, a scalar
   */
  public LossTerms(Optional<Tensor> scale) {
    this.scale = scale;
  }

  /** Adds a term that is minimised, and tells of it as it enters the loss. */
  public void add(String name, Tensor perImage, double weight) {
    minimise(() -> perImage, weight);
    report(name, perImage, weight);
  }

  /**
   * Adds a term that is minimised: the mean of a tensor, times a weight.
   *
   * @param perImage makes the tensor when all parts are there, so that rounding does not depend on
   *     how a loss is divided into parts
   */
  public void minimise(Supplier<Tensor> perImage, double weight) {
    summands.add(() -> Reduction.mean(perImage.get()).times(weight));
  }

  /** Tells of a value that is not minimised, or not by itself. */
  public void report(String name, Tensor tensor, double factor) {
    if (name.equals(LOSS) || values.putIfAbsent(name, new Value(name, tensor, factor)) != null) {
      throw new IllegalArgumentException("two terms of a loss are called " + name);
    }
  }

  /**
   * What is minimised, a scalar.
   *
   * @throws NoSuchElementException if no term is minimised
   */
  public Tensor total() {
    if (total == null) {
      total = summands.stream().map(Supplier::get).reduce(Tensor::plus).orElseThrow();
    }
    return total;
  }

  /** What is differentiated: the total at the loss scale. */
  public Tensor scaled() {
    return scale.map(factor -> total().times(factor)).orElseGet(this::total);
  }

  /**
   * A gradient that the loss itself depends on. It flows at the loss scale, as those of the loss
   * do, and is then taken back to its size.
   *
   * @param y whose elements are summed
   */
  public Tensor gradient(Tensor y, Tensor x) {
    Tensor target = scale.map(y::times).orElse(y);
    Tensor gradient = Gradients.of(target, List.of(x)).get(x);
    return scale.map(factor -> Arithmetic.divide(gradient, factor)).orElse(gradient);
  }

  /** What is told, by name; without the total. */
  public Map<String, Value> values() {
    return Collections.unmodifiableMap(values);
  }
}
