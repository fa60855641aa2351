package io.progan.core.exchange.torch;

import static io.progan.core.exchange.torch.PretrainedNames.LEFT;
import static io.progan.core.exchange.torch.PretrainedNames.MEANS;
import static io.progan.core.exchange.torch.PretrainedNames.RIGHT;
import static io.progan.core.exchange.torch.PretrainedNames.VARIANCES;
import static io.progan.core.exchange.torch.PretrainedNames.WEIGHT;

import io.progan.core.exchange.ExchangeException;
import io.progan.dataset.torch.TorchFile;
import io.progan.dataset.torch.TorchTensor;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The tensors of a released generator as they are in its file, but for their spectral norm. */
final class PretrainedFile implements Closeable {

  /** Thresholds are written with a few digits. */
  private static final double NEAR = 1e-6;

  private final TorchFile file;
  private final Map<String, TorchTensor> tensors;
  private final double truncation;
  private final Set<String> read = new HashSet<>();

  /**
   * @param truncation the threshold whose statistics are wanted, from 0 to 1
   */
  PretrainedFile(TorchFile file, Map<String, TorchTensor> tensors, double truncation) {
    this.file = file;
    this.tensors = tensors;
    this.truncation = truncation;
  }

  double truncation() {
    return truncation;
  }

  boolean has(String name) {
    return tensors.containsKey(name);
  }

  boolean hasLayer(String prefix) {
    return tensors.keySet().stream().anyMatch(name -> name.startsWith(prefix + "."));
  }

  private TorchTensor tensor(String name) throws ExchangeException {
    TorchTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw problem(name, "is missing");
    }
    read.add(name);
    return tensor;
  }

  /** A copy of a shape, with so many dimensions; of a weight, whose vectors are checked to fit. */
  long[] shape(String name, int dimensions) throws ExchangeException {
    long[] shape = tensor(name).shape();
    if (shape.length != dimensions) {
      throw problem(name, "has %d dimensions, expected %d".formatted(shape.length, dimensions));
    }
    if (tensor(name).count() == 0) {
      throw problem(name, "is empty");
    }
    if (name.endsWith(WEIGHT)) {
      String weight = name.substring(0, name.length() - WEIGHT.length());
      checkLength(weight + LEFT, shape[0]);
      checkLength(weight + RIGHT, tensor(name).count() / shape[0]);
    }
    return shape;
  }

  private void checkLength(String name, long length) throws ExchangeException {
    long[] shape = tensor(name).shape();
    if (!Arrays.equals(shape, new long[] {length})) {
      throw problem(name, "is %s, expected [%d]".formatted(Arrays.toString(shape), length));
    }
  }

  float[] floats(String name) throws IOException {
    return tensor(name).floats();
  }

  /** A weight divided by the singular value that its stored vectors give, without a step. */
  float[] normalized(String name) throws IOException {
    float[] weight = floats(name + WEIGHT);
    double sigma = Matrices.between(floats(name + LEFT), weight, floats(name + RIGHT));
    if (!(Math.abs(sigma) > 0 && Math.abs(sigma) < Double.POSITIVE_INFINITY)) {
      throw problem(name + WEIGHT, "has a singular value of " + sigma);
    }
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (float) (weight[i] / sigma);
    }
    return weight;
  }

  /** The maps that a norm has statistics of, for the threshold. */
  long maps(String norm) throws ExchangeException {
    long[] means = shape(norm + MEANS, 2);
    long[] variances = shape(norm + VARIANCES, 2);
    if (!Arrays.equals(means, variances)) {
      throw problem(
          norm + VARIANCES,
          "is %s, expected %s".formatted(Arrays.toString(variances), Arrays.toString(means)));
    }
    row(norm);
    return means[1];
  }

  /** Rows are at equal distances from threshold 0 to 1. */
  private int row(String norm) throws ExchangeException {
    long last = tensor(norm + MEANS).shape()[0] - 1;
    double row = truncation * last;
    if (!(row >= 0 && row <= last) || Math.abs(row - Math.rint(row)) > NEAR) {
      throw problem(
          norm + MEANS,
          "has statistics of %d thresholds from 0 to 1, none of which is --trunc %s"
              .formatted(last + 1, truncation));
    }
    return (int) Math.rint(row);
  }

  float[] means(String norm) throws IOException {
    return row(norm, floats(norm + MEANS));
  }

  float[] variances(String norm) throws IOException {
    return row(norm, floats(norm + VARIANCES));
  }

  private float[] row(String norm, float[] rows) throws ExchangeException {
    int maps = Math.toIntExact(maps(norm));
    int row = row(norm);
    return Arrays.copyOfRange(rows, row * maps, (row + 1) * maps);
  }

  /** Throws if there is a tensor that nobody has asked for. */
  void checkAllRead() throws ExchangeException {
    Set<String> extra = new LinkedHashSet<>(tensors.keySet());
    extra.removeAll(read);
    if (!extra.isEmpty()) {
      throw problem(extra.iterator().next(), "belongs to no layer of such a generator");
    }
  }

  ExchangeException problem(String tensor, String text) {
    return new ExchangeException("%s: %s %s".formatted(file.path(), tensor, text));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
