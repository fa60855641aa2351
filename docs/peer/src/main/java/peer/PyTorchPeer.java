package peer;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.constant_pad_nd;
import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.conv_transpose2d;
import static org.bytedeco.pytorch.global.torch.get_num_threads;
import static org.bytedeco.pytorch.global.torch.grad;
import static org.bytedeco.pytorch.global.torch.leaky_relu;
import static org.bytedeco.pytorch.global.torch.matmul;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.set_num_threads;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;

/**
 * Times a Progressive GAN training iteration in PyTorch on the CPU: the last stage, stable, of
 * networks of one resolution. Discriminator step with the gradient penalty by double backward,
 * moving average, generator step with a frozen discriminator; fused up- and down-convolutions,
 * equalized learning rate, minibatch stddev in groups of 4, PyTorch's own Adam.
 *
 * <p>Arguments: resolution, minibatch, fmap_base, fmap_max, iterations [, threads]. Before them
 * {@code generate} to time making images alone.
 */
public final class PyTorchPeer {

  private static final double GAIN = Math.sqrt(2);

  /** The weight and bias of a layer. */
  private record Layer(Tensor weight, Tensor bias) {
    static Layer of(long outputs, long... weightShape) {
      return new Layer(
          randn(weightShape).set_requires_grad(true),
          zeros(new long[] {outputs}).set_requires_grad(true));
    }

    Layer frozen() {
      return new Layer(weight.detach(), bias.detach());
    }

    /** The weight at run time. */
    Tensor scaled(double gain, long fanIn) {
      return weight.mul(new Scalar(gain / Math.sqrt(fanIn)));
    }
  }

  private final int stages;
  private final int minibatch;
  private final int fmapBase;
  private final int fmapMax;
  private final Map<String, Layer> g = new LinkedHashMap<>();
  private final Map<String, Layer> d = new LinkedHashMap<>();

  private PyTorchPeer(int resolution, int minibatch, int fmapBase, int fmapMax) {
    this.stages = Integer.numberOfTrailingZeros(resolution);
    this.minibatch = minibatch;
    this.fmapBase = fmapBase;
    this.fmapMax = fmapMax;
    g.put("dense", Layer.of(maps(1), maps(0), maps(1) * 16));
    g.put("conv2", Layer.of(maps(1), maps(1), maps(1), 3, 3));
    for (int s = 3; s <= stages; s++) {
      g.put("up" + s, Layer.of(maps(s - 1), maps(s - 2), maps(s - 1), 3, 3));
      g.put("conv" + s, Layer.of(maps(s - 1), maps(s - 1), maps(s - 1), 3, 3));
    }
    g.put("rgb", Layer.of(3, 3, maps(stages - 1), 1, 1));
    d.put("rgb", Layer.of(maps(stages - 1), maps(stages - 1), 3, 1, 1));
    for (int s = stages; s > 2; s--) {
      d.put("conv" + s, Layer.of(maps(s - 1), maps(s - 1), maps(s - 1), 3, 3));
      d.put("down" + s, Layer.of(maps(s - 2), maps(s - 2), maps(s - 1), 3, 3));
    }
    d.put("conv2", Layer.of(maps(1), maps(1), maps(1) + 1, 3, 3));
    d.put("dense", Layer.of(maps(0), maps(1) * 16, maps(0)));
    d.put("score", Layer.of(1, maps(0), 1));
  }

  private long maps(int stage) {
    return Math.min(fmapBase >> stage, fmapMax);
  }

  private static Tensor act(Tensor x) {
    return leaky_relu(x, new Scalar(0.2));
  }

  private static Tensor pixelNorm(Tensor x) {
    Tensor mean = x.mul(x).mean(new long[] {1}, true, new ScalarTypeOptional());
    return x.mul(mean.add(new Scalar(1e-8)).rsqrt());
  }

  /** A 3x3 kernel as the 4x4 kernel of a convolution fused with resampling by 2. */
  private static Tensor spread(Tensor kernel) {
    Tensor padded = constant_pad_nd(kernel, 1, 1, 1, 1);
    Tensor lower = padded.narrow(2, 1, 4);
    Tensor upper = padded.narrow(2, 0, 4);
    return lower
        .narrow(3, 1, 4)
        .add(upper.narrow(3, 1, 4))
        .add(lower.narrow(3, 0, 4))
        .add(upper.narrow(3, 0, 4));
  }

  private static Tensor conv(Tensor x, Tensor weight, Layer layer, long stride, long padding) {
    return conv2d(
        x,
        weight,
        new TensorOptional(layer.bias),
        new long[] {stride, stride},
        new long[] {padding, padding},
        new long[] {1, 1},
        1);
  }

  private static Tensor conv3x3(Tensor x, Layer layer) {
    return conv(x, layer.scaled(GAIN, 9 * layer.weight.size(1)), layer, 1, 1);
  }

  private static Tensor up(Tensor x, Layer layer) {
    return conv_transpose2d(
        x,
        spread(layer.scaled(GAIN, 9 * layer.weight.size(0))),
        new TensorOptional(layer.bias),
        new long[] {2, 2},
        new long[] {1, 1},
        new long[] {0, 0},
        1,
        1,
        1);
  }

  private static Tensor down(Tensor x, Layer layer) {
    Tensor kernel = spread(layer.scaled(GAIN, 9 * layer.weight.size(1)));
    return conv(x, kernel.mul(new Scalar(0.25)), layer, 2, 1);
  }

  private static Tensor dense(Tensor x, Layer layer, double gain) {
    return matmul(x, layer.scaled(gain, layer.weight.size(0)));
  }

  private Tensor images(Tensor latents) {
    Layer first = g.get("dense");
    Tensor x = dense(pixelNorm(latents), first, GAIN / 4).view(-1, maps(1), 4, 4);
    x = pixelNorm(act(x.add(first.bias.view(1, -1, 1, 1))));
    x = pixelNorm(act(conv3x3(x, g.get("conv2"))));
    for (int s = 3; s <= stages; s++) {
      x = pixelNorm(act(up(x, g.get("up" + s))));
      x = pixelNorm(act(conv3x3(x, g.get("conv" + s))));
    }
    Layer rgb = g.get("rgb");
    return conv(x, rgb.scaled(1, rgb.weight.size(1)), rgb, 1, 0);
  }

  private Tensor scores(Tensor images, Map<String, Layer> layers) {
    Layer rgb = layers.get("rgb");
    Tensor x = act(conv(images, rgb.scaled(GAIN, 3), rgb, 1, 0));
    for (int s = stages; s > 2; s--) {
      x = act(conv3x3(x, layers.get("conv" + s)));
      x = act(down(x, layers.get("down" + s)));
    }
    x = cat(new TensorVector(x, stddev(x)), 1);
    x = act(conv3x3(x, layers.get("conv2"))).reshape(x.size(0), -1);
    x = act(dense(x, layers.get("dense"), GAIN).add(layers.get("dense").bias));
    return dense(x, layers.get("score"), 1).add(layers.get("score").bias);
  }

  private static Tensor stddev(Tensor x) {
    long group = Math.min(4, x.size(0));
    ScalarTypeOptional same = new ScalarTypeOptional();
    Tensor y = x.view(group, x.size(0) / group, x.size(1), x.size(2), x.size(3));
    y = y.sub(y.mean(new long[] {0}, true, same));
    y = y.mul(y).mean(new long[] {0}, false, same).add(new Scalar(1e-8)).sqrt();
    return y.mean(new long[] {1, 2, 3}, true, same).repeat(group, 1, 4, 4);
  }

  private void discriminatorStep(Adam adam, Tensor reals) {
    Tensor fakes;
    try (NoGradGuard none = new NoGradGuard()) {
      fakes = images(randn(minibatch, maps(0)));
    }
    Tensor mixing = rand(minibatch, 1, 1, 1);
    Tensor mixed = reals.add(fakes.sub(reals).mul(mixing)).detach().set_requires_grad(true);
    Tensor real = scores(reals, d);
    Tensor fake = scores(fakes, d);
    TensorVector total = new TensorVector(scores(mixed, d).sum());
    Tensor gradient =
        grad(total, new TensorVector(mixed), new TensorVector(), new BoolOptional(true), true, false)
            .get(0);
    Tensor excess = gradient.mul(gradient).sum(1, 2, 3).sqrt().sub(new Scalar(1.0));
    Tensor loss =
        fake.sub(real)
            .add(real.mul(real).mul(new Scalar(0.001)))
            .mean()
            .add(excess.mul(excess).mean().mul(new Scalar(10.0)));
    adam.zero_grad();
    loss.backward();
    adam.step();
  }

  private void generatorStep(Adam adam) {
    Map<String, Layer> frozen = new LinkedHashMap<>();
    d.forEach((name, layer) -> frozen.put(name, layer.frozen()));
    adam.zero_grad();
    scores(images(randn(minibatch, maps(0))), frozen).neg().mean().backward();
    adam.step();
  }

  private static Adam adam(TensorVector parameters) {
    AdamOptions options = new AdamOptions(0.001);
    // The pair lies in memory the other way round.
    options.betas().put(1, 0.0).put(0, 0.99);
    return new Adam(parameters, options);
  }

  private static TensorVector parameters(Map<String, Layer> layers) {
    TensorVector all = new TensorVector();
    layers.values().forEach(layer -> all.push_back(layer.weight).push_back(layer.bias));
    return all;
  }

  private void run(int iterations) {
    TensorVector weights = parameters(g);
    Adam generator = adam(weights);
    Adam discriminator = adam(parameters(d));
    List<Tensor> average = new ArrayList<>();
    for (long i = 0; i < weights.size(); i++) {
      average.add(weights.get(i).detach().clone());
    }
    List<Double> discriminatorMs = new ArrayList<>();
    List<Double> generatorMs = new ArrayList<>();
    for (int i = 0; i <= iterations; i++) {
      try (PointerScope freed = new PointerScope()) {
        int side = 1 << stages;
        Tensor reals = rand(minibatch, 3, side, side).mul(new Scalar(2.0)).sub(new Scalar(1.0));
        long start = System.nanoTime();
        discriminatorStep(discriminator, reals);
        long middle = System.nanoTime();
        try (NoGradGuard none = new NoGradGuard()) {
          for (int k = 0; k < average.size(); k++) {
            average.get(k).lerp_(weights.get(k), new Scalar(0.001));
          }
        }
        generatorStep(generator);
        long end = System.nanoTime();
        if (i > 0) { // the first one warms up
          discriminatorMs.add((middle - start) / 1e6);
          generatorMs.add((end - middle) / 1e6);
        }
      }
    }
    double dMs = median(discriminatorMs);
    double gMs = median(generatorMs);
    System.out.printf(
        Locale.ROOT,
        "PyTorch, %d threads: D step %.0f ms, G step %.0f ms, %.2f sec/kimg%n",
        get_num_threads(),
        dMs,
        gMs,
        (dMs + gMs) / minibatch);
  }

  /** Times making images alone, of the same network. */
  private void generate(int iterations) {
    List<Double> milliseconds = new ArrayList<>();
    for (int i = 0; i <= iterations; i++) {
      try (PointerScope freed = new PointerScope();
          NoGradGuard none = new NoGradGuard()) {
        long start = System.nanoTime();
        images(randn(minibatch, maps(0)));
        if (i > 0) { // the first one warms up
          milliseconds.add((System.nanoTime() - start) / 1e6);
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "PyTorch, %d threads: %.1f images/s%n",
        get_num_threads(),
        minibatch * 1000 / median(milliseconds));
  }

  private static double median(List<Double> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }

  /** See the class. */
  public static void main(String[] args) {
    boolean images = args.length > 0 && args[0].equals("generate");
    int[] n =
        java.util.Arrays.stream(args).skip(images ? 1 : 0).mapToInt(Integer::parseInt).toArray();
    if (n.length < 5) {
      System.err.println(
          "arguments: [generate] resolution minibatch fmap_base fmap_max iterations [threads]");
      System.exit(2);
    }
    if (n.length > 5) {
      set_num_threads(n[5]);
    }
    PyTorchPeer peer = new PyTorchPeer(n[0], n[1], n[2], n[3]);
    if (images) {
      peer.generate(n[4]);
    } else {
      peer.run(n[4]);
    }
  }
}
