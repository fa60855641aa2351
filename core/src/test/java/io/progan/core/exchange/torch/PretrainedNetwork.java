package io.progan.core.exchange.torch;

import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.RandomState;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A small released generator: its tensors, drawn, and what the published formulas make of them, in
 * double precision and by loops alone. Two maps a width at 32 pixels: eight everywhere.
 */
final class PretrainedNetwork {

  static final int CLASSES = 5;
  static final int LATENTS = 3;
  static final int EMBEDDING = 4;
  static final int ROWS = 11;
  static final int SIZE = 32;

  private static final int CONDITION = LATENTS + EMBEDDING;
  private static final int MAPS = 8;
  private static final int HIDDEN = MAPS / 4;

  /** After four of the six blocks, at 16 pixels. */
  private static final int ATTENTION = 4;

  private static final double EPSILON = 1e-4;

  final Map<String, NpyArray> tensors = new LinkedHashMap<>();

  private final RandomState random = new RandomState(17);

  /** A tensor of feature maps {@code [maps, size, size]}. */
  private record Maps(int maps, int size, double[] values) {

    Maps(int maps, int size) {
      this(maps, size, new double[maps * size * size]);
    }

    double at(int map, int y, int x) {
      boolean inside = y >= 0 && x >= 0 && y < size && x < size;
      return inside ? values[(map * size + y) * size + x] : 0;
    }

    void set(int map, int y, int x, double value) {
      values[(map * size + y) * size + x] = value;
    }
  }

  PretrainedNetwork() {
    put("embeddings.weight", 1, 0, EMBEDDING, CLASSES);
    weight("generator.gen_z", true, 16 * MAPS, CONDITION);
    for (int layer = 0; layer < 7; layer++) {
      String name = "generator.layers." + layer;
      if (layer == ATTENTION) {
        weight(name + ".snconv1x1_theta", false, MAPS / 8, MAPS, 1, 1);
        weight(name + ".snconv1x1_phi", false, MAPS / 8, MAPS, 1, 1);
        weight(name + ".snconv1x1_g", false, MAPS / 2, MAPS, 1, 1);
        weight(name + ".snconv1x1_o_conv", false, MAPS, MAPS / 2, 1, 1);
        put(name + ".gamma", 0.3, 0.7, 1);
        continue;
      }
      int[] in = {MAPS, HIDDEN, HIDDEN, HIDDEN};
      int[] out = {HIDDEN, HIDDEN, HIDDEN, MAPS};
      for (int i = 0; i < in.length; i++) {
        int kernel = i == 0 || i == in.length - 1 ? 1 : 3;
        statistics(name + ".bn_" + i, in[i]);
        weight(name + ".bn_" + i + ".scale", false, in[i], CONDITION);
        weight(name + ".bn_" + i + ".offset", false, in[i], CONDITION);
        weight(name + ".conv_" + i, true, out[i], in[i], kernel, kernel);
      }
    }
    statistics("generator.bn", MAPS);
    put("generator.bn.weight", 0.2, 1, MAPS);
    put("generator.bn.bias", 0.3, 0, MAPS);
    weight("generator.conv_to_rgb", true, MAPS, MAPS, 3, 3);
  }

  private void put(String name, double scale, double offset, int... shape) {
    int length = 1;
    for (int n : shape) {
      length *= n;
    }
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (offset + scale * random.randn());
    }
    tensors.put(name, NpyArray.of(values, shape));
  }

  private void statistics(String name, int maps) {
    put(name + ".running_means", 0.2, 0, ROWS, maps);
    put(name + ".running_vars", 0.05, 0.6, ROWS, maps);
  }

  /** The vectors are no singular ones, so that a step of the iteration would show. */
  private void weight(String name, boolean biased, int... shape) {
    put(name + ".weight_orig", 1, 0.1, shape);
    double[] w = values(name + ".weight_orig");
    put(name + ".weight_u", 1, 0, shape[0]);
    put(name + ".weight_v", 1, 0, w.length / shape[0]);
    double size = 0;
    for (double value : w) {
      size += value * value;
    }
    float scale = (float) (0.7 * Math.sqrt(size) / sigma(name));
    float[] v = tensors.get(name + ".weight_v").floats();
    for (int i = 0; i < v.length; i++) {
      v[i] *= scale;
    }
    if (biased) {
      put(name + ".bias", 0.2, 0, shape[0]);
    }
  }

  private double sigma(String name) {
    double[] w = values(name + ".weight_orig");
    double[] u = values(name + ".weight_u");
    double[] v = values(name + ".weight_v");
    double sigma = 0;
    for (int i = 0; i < w.length; i++) {
      sigma += u[i / v.length] * w[i] * v[i % v.length];
    }
    return sigma;
  }

  private double[] values(String name) {
    return tensors.get(name).doubles();
  }

  private double[] normalized(String name) {
    double[] w = values(name + ".weight_orig");
    double sigma = sigma(name);
    for (int i = 0; i < w.length; i++) {
      w[i] /= sigma;
    }
    return w;
  }

  private double[] linear(String name, double[] x) {
    double[] w = normalized(name);
    double[] y = new double[w.length / x.length];
    for (int i = 0; i < w.length; i++) {
      y[i / x.length] += w[i] * x[i % x.length];
    }
    return y;
  }

  /** The image {@code [3, size, size]} of latents and a class, with the statistics of a row. */
  double[] image(float[] latents, int label, int row) {
    double[] condition = new double[CONDITION];
    for (int i = 0; i < CONDITION; i++) {
      condition[i] =
          i < LATENTS ? latents[i] : values("embeddings.weight")[(i - LATENTS) * CLASSES + label];
    }
    double[] first = linear("generator.gen_z", condition);
    Maps x = new Maps(MAPS, 4);
    for (int i = 0; i < first.length; i++) {
      int pixel = i / MAPS;
      x.set(i % MAPS, pixel / 4, pixel % 4, first[i] + values("generator.gen_z.bias")[i]);
    }
    int block = 0;
    for (int layer = 0; layer < 7; layer++) {
      String name = "generator.layers." + layer;
      if (layer == ATTENTION) {
        x = attended(name, x);
      } else {
        x = block(name, x, condition, row, block % 2 == 1);
        block++;
      }
    }
    double[] ones = values("generator.bn.weight");
    Maps last =
        conv(
            "generator.conv_to_rgb",
            norm("generator.bn", x, row, ones, values("generator.bn.bias")));
    double[] image = new double[3 * SIZE * SIZE];
    for (int i = 0; i < image.length; i++) {
      image[i] = Math.tanh(last.values()[i]);
    }
    return image;
  }

  private Maps block(String name, Maps x, double[] condition, int row, boolean up) {
    Maps h = x;
    for (int i = 0; i < 4; i++) {
      String norm = name + ".bn_" + i;
      double[] gain = linear(norm + ".scale", condition);
      for (int map = 0; map < gain.length; map++) {
        gain[map] += 1;
      }
      h = norm(norm, h, row, gain, linear(norm + ".offset", condition));
      h = conv(name + ".conv_" + i, up && i == 1 ? doubled(h) : h);
    }
    Maps around = up ? doubled(x) : x;
    for (int i = 0; i < h.values().length; i++) {
      h.values()[i] += around.values()[i];
    }
    return h;
  }

  /** With the ReLU behind it. */
  private Maps norm(String name, Maps x, int row, double[] gain, double[] bias) {
    Maps y = new Maps(x.maps(), x.size());
    int pixels = x.size() * x.size();
    for (int i = 0; i < y.values().length; i++) {
      int map = i / pixels;
      double mean = values(name + ".running_means")[row * x.maps() + map];
      double variance = values(name + ".running_vars")[row * x.maps() + map];
      double normal = (x.values()[i] - mean) / Math.sqrt(variance + EPSILON);
      y.values()[i] = Math.max(0, normal * gain[map] + bias[map]);
    }
    return y;
  }

  private Maps conv(String name, Maps x) {
    int[] shape = tensors.get(name + ".weight_orig").shape();
    double[] w = normalized(name);
    double[] bias =
        tensors.containsKey(name + ".bias") ? values(name + ".bias") : new double[shape[0]];
    int border = shape[2] / 2;
    Maps y = new Maps(shape[0], x.size());
    for (int i = 0; i < y.values().length; i++) {
      int out = i / x.size() / x.size();
      double sum = bias[out];
      for (int k = 0; k < shape[1] * shape[2] * shape[3]; k++) {
        int row = i / x.size() % x.size() + k / shape[3] % shape[2] - border;
        int column = i % x.size() + k % shape[3] - border;
        sum +=
            w[out * shape[1] * shape[2] * shape[3] + k]
                * x.at(k / shape[2] / shape[3], row, column);
      }
      y.values()[i] = sum;
    }
    return y;
  }

  private static Maps doubled(Maps x) {
    Maps y = new Maps(x.maps(), 2 * x.size());
    for (int i = 0; i < y.values().length; i++) {
      y.values()[i] = x.at(i / y.size() / y.size(), i / y.size() % y.size() / 2, i % y.size() / 2);
    }
    return y;
  }

  private static Maps pooled(Maps x) {
    Maps y = new Maps(x.maps(), x.size() / 2);
    Arrays.fill(y.values(), Double.NEGATIVE_INFINITY);
    for (int i = 0; i < x.values().length; i++) {
      int map = i / x.size() / x.size();
      int row = i / x.size() % x.size() / 2;
      int column = i % x.size() / 2;
      y.set(map, row, column, Math.max(y.at(map, row, column), x.values()[i]));
    }
    return y;
  }

  private Maps attended(String name, Maps x) {
    Maps theta = conv(name + ".snconv1x1_theta", x);
    Maps phi = pooled(conv(name + ".snconv1x1_phi", x));
    Maps g = pooled(conv(name + ".snconv1x1_g", x));
    int queries = x.size() * x.size();
    int keys = queries / 4;
    Maps seen = new Maps(g.maps(), x.size());
    for (int q = 0; q < queries; q++) {
      double total = 0;
      double[] share = new double[keys];
      for (int k = 0; k < keys; k++) {
        double product = 0;
        for (int map = 0; map < theta.maps(); map++) {
          product += theta.values()[map * queries + q] * phi.values()[map * keys + k];
        }
        share[k] = Math.exp(product);
        total += share[k];
      }
      for (int i = 0; i < g.values().length; i++) {
        seen.values()[i / keys * queries + q] += share[i % keys] / total * g.values()[i];
      }
    }
    Maps y = conv(name + ".snconv1x1_o_conv", seen);
    double gamma = values(name + ".gamma")[0];
    for (int i = 0; i < y.values().length; i++) {
      y.values()[i] = x.values()[i] + gamma * y.values()[i];
    }
    return y;
  }
}
