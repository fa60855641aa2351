package io.progan.core.layer.weight;

import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Gradients;
import io.progan.core.graph.Product;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.state.Initializer;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A weight divided by its largest singular value (Miyato et al., "Spectral Normalization for
 * Generative Adversarial Networks", 2018), which a step of the power iteration follows at each use.
 * Vectors and values of the iteration are kept; no gradient flows through the vectors.
 *
 * <p>A pass that only computes makes the same step and keeps nothing. Its number of iterations is
 * always one, as in BigGAN's public code, where each begins with what is kept.
 */
public final class SpectralWeight implements Weight {

  private final Slot slot;
  private final boolean outputsFirst;
  private final Settings settings;
  private final List<Slot> vectors;
  private final List<Slot> values;

  /**
   * How singular values are followed.
   *
   * @param singularValues how many, from the largest on
   * @param iterations for each use in training
   * @param epsilon lower bound of the norms that vectors are divided by
   */
  public record Settings(int singularValues, int iterations, double epsilon) {}

  /** What one step of the iteration gives: for each singular value its vectors, and the values. */
  private record Step(List<Tensor> left, List<Tensor> values) {}

  private SpectralWeight(String layer, Slot slot, boolean outputsFirst, Settings settings) {
    this.slot = slot;
    this.outputsFirst = outputsFirst;
    this.settings = settings;
    long outputs = slot.shape()[outputsFirst ? 0 : slot.shape().length - 1];
    vectors =
        IntStream.range(0, settings.singularValues)
            .mapToObj(i -> Slot.kept(layer + ".u" + i, Initializer.normal(1), 1, outputs))
            .toList();
    values =
        IntStream.range(0, settings.singularValues)
            .mapToObj(i -> Slot.kept(layer + ".sv" + i, Initializer.constant(1), 1))
            .toList();
  }

  /**
   * A convolution's or a dense layer's weight.
   *
   * @param layer the layer's name
   * @param slot the outputs in its last dimension
   */
  public static SpectralWeight of(String layer, Slot slot, Settings settings) {
    return new SpectralWeight(layer, slot, false, settings);
  }

  /**
   * An embedding.
   *
   * @param layer the layer's name
   * @param slot {@code [classes, size]}: the classes count as the outputs
   */
  public static SpectralWeight ofEmbedding(String layer, Slot slot, Settings settings) {
    return new SpectralWeight(layer, slot, true, settings);
  }

  @Override
  public Slot slot() {
    return slot;
  }

  @Override
  public List<Slot> slots() {
    List<Slot> slots = new ArrayList<>();
    slots.add(slot);
    slots.addAll(vectors);
    slots.addAll(values);
    return slots;
  }

  @Override
  public boolean outputsFirst() {
    return outputsFirst;
  }

  /** The singular values as the last use in training has found them, from the largest on. */
  public List<Slot> values() {
    return values;
  }

  /** The left singular vectors, {@code [1, outputs]} each. */
  public List<Slot> vectors() {
    return vectors;
  }

  @Override
  public Tensor of(Pass pass) {
    Tensor whole = pass.slot(slot);
    long outputs = vectors.get(0).shape()[1];
    Tensor matrix =
        outputsFirst
            ? Shaping.reshape(whole, outputs, slot.length() / outputs)
            : Shaping.reshape(whole, slot.length() / outputs, outputs);
    int iterations = pass.mode() == Pass.Mode.TRAIN ? settings.iterations : 1;
    Step step = null;
    for (int i = 0; i < iterations; i++) {
      step = iterate(pass, matrix);
      keep(pass, step);
    }
    long[] ones = new long[slot.shape().length];
    Arrays.fill(ones, 1);
    return Arithmetic.divide(whole, Shaping.reshape(step.values.get(0), ones));
  }

  private void keep(Pass pass, Step step) {
    for (int i = 0; i < vectors.size(); i++) {
      pass.update(vectors.get(i), step.left.get(i));
      pass.update(values.get(i), Shaping.reshape(Gradients.stop(step.values.get(i)), 1));
    }
  }

  private Step iterate(Pass pass, Tensor matrix) {
    List<Tensor> right = new ArrayList<>();
    List<Tensor> left = new ArrayList<>();
    List<Tensor> sigmas = new ArrayList<>();
    for (Slot vector : vectors) {
      Tensor u = Gradients.stop(pass.slot(vector));
      Tensor constant = Gradients.stop(matrix);
      Tensor v = unit(without(Product.matmul(u, constant, false, !outputsFirst), right));
      right.add(v);
      Tensor image = Product.matmul(v, matrix, false, outputsFirst);
      Tensor next = unit(without(Gradients.stop(image), left));
      left.add(next);
      sigmas.add(Reduction.sumOver(image.times(next), 1));
    }
    return new Step(left, sigmas);
  }

  /** A vector without its projections on earlier ones, taken off one after the other. */
  private static Tensor without(Tensor vector, List<Tensor> earlier) {
    Tensor rest = vector;
    for (Tensor other : earlier) {
      rest = rest.minus(other.times(Reduction.sumOver(rest.times(other), 1)));
    }
    return rest;
  }

  private Tensor unit(Tensor vector) {
    Tensor norm = Arithmetic.sqrt(Reduction.sumOver(vector.times(vector), 1));
    Tensor least = vector.graph().constant(vector.dataType(), settings.epsilon);
    return Arithmetic.divide(vector, Arithmetic.maximum(norm, least));
  }
}
