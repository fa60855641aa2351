package io.progan.core.exchange.torch;

import static io.progan.core.exchange.torch.PretrainedNames.ATTENTION;
import static io.progan.core.exchange.torch.PretrainedNames.EMBEDDINGS;
import static io.progan.core.exchange.torch.PretrainedNames.FIRST;
import static io.progan.core.exchange.torch.PretrainedNames.IN_BLOCK;
import static io.progan.core.exchange.torch.PretrainedNames.LAST_CONV;
import static io.progan.core.exchange.torch.PretrainedNames.LAST_NORM;
import static io.progan.core.exchange.torch.PretrainedNames.WEIGHT;

import io.progan.core.exchange.ExchangeException;
import io.progan.dataset.torch.TorchFile;
import io.progan.dataset.torch.TorchTensor;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A released BigGAN-deep generator in its PyTorch form, as a state dictionary of BigGAN-PyTorch
 * without spectral norm: weights are divided by the singular values that their stored vectors give.
 * The condition becomes {@code [class, latents]} instead of {@code [latents, class]}, outputs of
 * the first layer are ordered by map instead of by pixel, and of the maps of the last convolution
 * only those are left that images are made of.
 */
final class PretrainedTensors implements Tensors {

  /** Added under the root of every batch norm. */
  private static final double NORM_EPSILON = 1e-4;

  /** The same of the last norm in BigGAN-PyTorch; the difference goes to the variances. */
  private static final double LAST_EPSILON = 1e-5;

  private static final int COLORS = 3;
  private static final int FIRST_PIXELS = 16;

  /** Reads the elements of a tensor. */
  private interface Elements {
    float[] read() throws IOException;
  }

  private final PretrainedFile file;
  private final Map<String, long[]> shapes = new LinkedHashMap<>();
  private final Map<String, Elements> elements = new LinkedHashMap<>();
  private final int embedding;

  private PretrainedTensors(PretrainedFile file) throws ExchangeException {
    this.file = file;
    this.embedding = Math.toIntExact(file.shape(EMBEDDINGS, 2)[0]);
  }

  /** Whether tensors are of this form. */
  static boolean areIn(Map<String, TorchTensor> tensors) {
    return tensors.containsKey(FIRST + WEIGHT);
  }

  /**
   * The tensors of a file.
   *
   * @param file closed with them
   * @throws ExchangeException if a tensor is missing, too many, or does not fit to others; or an
   *     option does not go with such a file
   */
  static PretrainedTensors of(TorchFile file, Map<String, TorchTensor> from, TorchOptions options)
      throws ExchangeException {
    if (options.bnEpsilon().isPresent() || options.snEpsilon().isPresent()) {
      throw new ExchangeException(
          "%s: is a released generator, whose epsilons are known; leave --sn-eps and --bn-eps out"
              .formatted(file.path()));
    }
    PretrainedTensors tensors =
        new PretrainedTensors(new PretrainedFile(file, from, options.truncation().orElse(1)));
    tensors.add();
    tensors.file.checkAllRead();
    return tensors;
  }

  private void add() throws ExchangeException {
    long[] table = file.shape(EMBEDDINGS, 2);
    put(
        "shared.weight",
        () -> Matrices.transposed(file.floats(EMBEDDINGS), (int) table[0]),
        table[1],
        table[0]);
    addFirst();
    int blocks = 0;
    for (int i = 0; file.hasLayer(PretrainedNames.layer(i)); i++) {
      String layer = PretrainedNames.layer(i);
      if (file.has(layer + "." + ATTENTION.get(0).get(0) + WEIGHT)) {
        addAttention(layer, "blocks.%d.1.".formatted(blocks - 1));
      } else {
        addBlock(layer, "blocks.%d.0.".formatted(blocks));
        blocks++;
      }
    }
    addLast();
  }

  private void addFirst() throws ExchangeException {
    long[] shape = file.shape(FIRST + WEIGHT, 2);
    int pixels = FIRST_PIXELS;
    put(
        "linear.weight",
        () -> Matrices.mapsFirst(conditioned(FIRST), pixels, (int) shape[1]),
        shape);
    long[] bias = file.shape(FIRST + ".bias", 1);
    put("linear.bias", () -> Matrices.mapsFirst(file.floats(FIRST + ".bias"), pixels, 1), bias);
  }

  private void addBlock(String from, String to) throws ExchangeException {
    for (int i = 0; i < IN_BLOCK; i++) {
      String conv = from + ".conv_" + i;
      String norm = from + ".bn_" + i;
      String target = to + "conv" + (i + 1);
      put(target + ".weight", () -> file.normalized(conv), file.shape(conv + WEIGHT, 4));
      put(target + ".bias", () -> file.floats(conv + ".bias"), file.shape(conv + ".bias", 1));
      addNorm(norm, to + "bn" + (i + 1));
    }
  }

  private void addNorm(String from, String to) throws ExchangeException {
    put(to + ".gain.weight", () -> conditioned(from + ".scale"), map(from + ".scale"));
    put(to + ".bias.weight", () -> conditioned(from + ".offset"), map(from + ".offset"));
    addStatistics(from, to, 0);
  }

  private long[] map(String name) throws ExchangeException {
    return file.shape(name + WEIGHT, 2);
  }

  private void addStatistics(String from, String to, double added) throws ExchangeException {
    long maps = file.maps(from);
    put(to + ".stored_mean", () -> file.means(from), maps);
    put(to + ".stored_var", () -> Matrices.plus(file.variances(from), added), maps);
  }

  private void addAttention(String from, String to) throws ExchangeException {
    for (List<String> names : ATTENTION) {
      String conv = from + "." + names.get(0);
      put(to + names.get(1) + ".weight", () -> file.normalized(conv), file.shape(conv + WEIGHT, 4));
    }
    String gamma = from + ".gamma";
    put(to + "gamma", () -> file.floats(gamma), file.shape(gamma, 1));
  }

  private void addLast() throws ExchangeException {
    String norm = "output_layer.0";
    put(
        norm + ".gain",
        () -> file.floats(LAST_NORM + ".weight"),
        file.shape(LAST_NORM + ".weight", 1));
    put(norm + ".bias", () -> file.floats(LAST_NORM + ".bias"), file.shape(LAST_NORM + ".bias", 1));
    addStatistics(LAST_NORM, norm, NORM_EPSILON - LAST_EPSILON);
    long[] shape = file.shape(LAST_CONV + WEIGHT, 4);
    if (shape[0] < COLORS) {
      throw file.problem(LAST_CONV + WEIGHT, "gives out %d maps, fewer than 3".formatted(shape[0]));
    }
    shape[0] = COLORS;
    int length = Math.toIntExact(COLORS * shape[1] * shape[2] * shape[3]);
    put("output_layer.2.weight", () -> Matrices.first(file.normalized(LAST_CONV), length), shape);
    file.shape(LAST_CONV + ".bias", 1);
    put(
        "output_layer.2.bias",
        () -> Matrices.first(file.floats(LAST_CONV + ".bias"), COLORS),
        COLORS);
  }

  /** A map from the condition, with the class's part first. */
  private float[] conditioned(String name) throws IOException {
    int columns = Math.toIntExact(file.shape(name + WEIGHT, 2)[1]);
    return Matrices.lastColumnsFirst(file.normalized(name), columns, embedding);
  }

  private void put(String name, Elements read, long... shape) {
    shapes.put(name, shape);
    elements.put(name, read);
  }

  @Override
  public Map<String, long[]> shapes() {
    return Collections.unmodifiableMap(shapes);
  }

  @Override
  public float[] floats(String name) throws IOException {
    return elements.get(name).read();
  }

  @Override
  public Map<String, Object> told() {
    return Map.of("bnEpsilon", NORM_EPSILON);
  }

  @Override
  public List<String> notes() {
    return List.of(
        "a released generator: spectral norm has become a part of the weights; batch norm has the"
            + " statistics of threshold %s".formatted(file.truncation()));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
