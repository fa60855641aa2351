package peer;

import static org.bytedeco.pytorch.global.torch.avg_pool2d;
import static org.bytedeco.pytorch.global.torch.batch_norm;
import static org.bytedeco.pytorch.global.torch.bmm;
import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.embedding;
import static org.bytedeco.pytorch.global.torch.get_num_threads;
import static org.bytedeco.pytorch.global.torch.matmul;
import static org.bytedeco.pytorch.global.torch.max_pool2d;
import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.randint;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.set_num_threads;
import static org.bytedeco.pytorch.global.torch.softmax;
import static org.bytedeco.pytorch.global.torch.tanh;
import static org.bytedeco.pytorch.global.torch.upsample_nearest2d;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Times a BigGAN training iteration in PyTorch on the CPU: hierarchical latents, a shared embedding,
 * spectral norm with one power iteration for each use, class-conditional batch norm by PyTorch's
 * own, attention, hinge losses, PyTorch's own Adam; fakes and reals judged in one pass, a generator
 * step through a frozen discriminator, a moving average of parameters and statistics.
 *
 * <p>libtorch's gradient at the images of a discriminator with three input channels is not a number
 * now and then, with the same seed and the same loss; the losses then end as NaN, the time stays.
 *
 * <p>Arguments: resolution (32 or 64), minibatch, ch, latent size, embedding size, attention size
 * in G, the same in D, iterations [, threads].
 */
public final class BigGanPeer {

  private static final int CLASSES = 10;
  private static final double EPSILON = 1e-6;

  private final int minibatch;
  private final int resolution;
  private final int ch;
  private final long chunk;
  private final long embeddingSize;
  private final int attentionG;
  private final int attentionD;
  private final int[] widthsG;
  private final int[] widthsD;
  private final Map<String, Tensor> g = new LinkedHashMap<>();
  private final Map<String, Tensor> d = new LinkedHashMap<>();
  private final Map<String, Tensor> buffersG = new LinkedHashMap<>();
  private final Map<String, Tensor> buffersD = new LinkedHashMap<>();
  private final Map<String, Tensor> constants = new LinkedHashMap<>();
  private boolean frozen;

  private BigGanPeer(int... n) {
    resolution = n[0];
    minibatch = n[1];
    ch = n[2];
    widthsG = resolution == 32 ? new int[] {4, 4, 4, 4} : new int[] {16, 16, 8, 4, 2};
    widthsD = resolution == 32 ? new int[] {4, 4, 4, 4} : new int[] {1, 2, 4, 8, 16};
    chunk = n[3] / widthsG.length;
    embeddingSize = n[4];
    attentionG = n[5];
    attentionD = n[6];
    generator();
    discriminator();
  }

  private static Tensor trained(Tensor values) {
    return values.mul(new Scalar(0.02)).set_requires_grad(true);
  }

  private static void weight(
      Map<String, Tensor> net, Map<String, Tensor> buffers, String name, long... shape) {
    net.put(name, trained(randn(shape)));
    buffers.put(name + ".u", randn(1, shape[0]));
  }

  private static void layer(
      Map<String, Tensor> net, Map<String, Tensor> buffers, String name, long... shape) {
    weight(net, buffers, name, shape);
    net.put(name + ".bias", zeros(new long[] {shape[0]}).set_requires_grad(true));
  }

  private void norm(String name, long maps) {
    weight(g, buffersG, name + ".gain", maps, embeddingSize + chunk);
    weight(g, buffersG, name + ".bias", maps, embeddingSize + chunk);
    buffersG.put(name + ".mean", zeros(new long[] {maps}));
    buffersG.put(name + ".var", ones(new long[] {maps}));
    constants.put(name + ".one", ones(new long[] {maps}));
    constants.put(name + ".zero", zeros(new long[] {maps}));
  }

  private static void attention(
      Map<String, Tensor> net, Map<String, Tensor> buffers, String name, long c) {
    weight(net, buffers, name + ".theta", c / 8, c, 1, 1);
    weight(net, buffers, name + ".phi", c / 8, c, 1, 1);
    weight(net, buffers, name + ".g", c / 2, c, 1, 1);
    weight(net, buffers, name + ".o", c, c / 2, 1, 1);
    net.put(name + ".gamma", zeros(new long[] {1}).set_requires_grad(true));
  }

  private void generator() {
    g.put("shared", trained(randn(CLASSES, embeddingSize)));
    layer(g, buffersG, "linear", widthsG[0] * ch * 16L, chunk);
    for (int i = 0; i + 1 < widthsG.length; i++) {
      long in = (long) widthsG[i] * ch;
      long out = (long) widthsG[i + 1] * ch;
      layer(g, buffersG, i + ".conv1", out, in, 3, 3);
      layer(g, buffersG, i + ".conv2", out, out, 3, 3);
      layer(g, buffersG, i + ".sc", out, in, 1, 1);
      norm(i + ".bn1", in);
      norm(i + ".bn2", out);
      if (8 << i == attentionG) {
        attention(g, buffersG, i + ".att", out);
      }
    }
    long last = (long) widthsG[widthsG.length - 1] * ch;
    g.put("last.gain", ones(new long[] {last}).set_requires_grad(true));
    g.put("last.bias", zeros(new long[] {last}).set_requires_grad(true));
    buffersG.put("last.mean", zeros(new long[] {last}));
    buffersG.put("last.var", ones(new long[] {last}));
    layer(g, buffersG, "rgb", 3, last, 3, 3);
  }

  private boolean halves(int block) {
    return resolution == 32 ? block < 2 : block + 1 < widthsD.length;
  }

  private void discriminator() {
    long in = 3;
    int size = resolution;
    for (int i = 0; i < widthsD.length; i++) {
      long out = (long) widthsD[i] * ch;
      layer(d, buffersD, i + ".conv1", out, in, 3, 3);
      layer(d, buffersD, i + ".conv2", out, out, 3, 3);
      if (halves(i) || in != out) {
        layer(d, buffersD, i + ".sc", out, in, 1, 1);
      }
      size = halves(i) ? size / 2 : size;
      if (size == attentionD) {
        attention(d, buffersD, i + ".att", out);
      }
      in = out;
    }
    layer(d, buffersD, "linear", 1, in);
    weight(d, buffersD, "embed", CLASSES, in);
  }

  private Tensor parameter(Map<String, Tensor> net, String name) {
    Tensor value = net.get(name);
    return frozen && net == d ? value.detach() : value;
  }

  private static Tensor unit(Tensor x) {
    return x.div(x.norm().clamp_min(new Scalar(EPSILON)));
  }

  /** The weight divided by its largest singular value, after one step of the power iteration. */
  private Tensor normal(Map<String, Tensor> net, Map<String, Tensor> buffers, String name) {
    Tensor w = parameter(net, name);
    Tensor matrix = w.view(w.size(0), -1);
    Tensor u = buffers.get(name + ".u");
    Tensor v;
    Tensor next;
    try (NoGradGuard none = new NoGradGuard()) {
      v = unit(matmul(u, matrix));
      next = unit(matmul(v, matrix.t()));
      u.copy_(next);
    }
    Tensor sigma = matmul(matmul(v, matrix.t()), next.t());
    return w.div(sigma.view(new long[0]));
  }

  private Tensor conv(Map<String, Tensor> net, Map<String, Tensor> buffers, String name, Tensor x) {
    Tensor w = normal(net, buffers, name);
    Tensor bias = net.containsKey(name + ".bias") ? parameter(net, name + ".bias") : null;
    long padding = w.size(2) / 2;
    return conv2d(
        x,
        w,
        bias == null ? new TensorOptional() : new TensorOptional(bias),
        new long[] {1, 1},
        new long[] {padding, padding},
        new long[] {1, 1},
        1);
  }

  private Tensor attend(
      Map<String, Tensor> net, Map<String, Tensor> buffers, String name, Tensor x) {
    long n = x.size(0);
    long c = x.size(1);
    long pixels = x.size(2) * x.size(3);
    Tensor theta = conv(net, buffers, name + ".theta", x).view(n, c / 8, pixels);
    Tensor phi = half(conv(net, buffers, name + ".phi", x)).view(n, c / 8, pixels / 4);
    Tensor values = half(conv(net, buffers, name + ".g", x)).view(n, c / 2, pixels / 4);
    Tensor beta = softmax(bmm(theta.transpose(1, 2), phi), -1);
    Tensor seen = bmm(values, beta.transpose(1, 2)).view(n, c / 2, x.size(2), x.size(3));
    return conv(net, buffers, name + ".o", seen).mul(parameter(net, name + ".gamma")).add(x);
  }

  private static Tensor half(Tensor x) {
    return max_pool2d(x, new long[] {2, 2});
  }

  private static Tensor pool(Tensor x) {
    return avg_pool2d(x, new long[] {2, 2});
  }

  private static Tensor up(Tensor x) {
    return upsample_nearest2d(
        x, new long[] {2 * x.size(2), 2 * x.size(3)}, new DoubleOptional(), new DoubleOptional());
  }

  private Tensor conditional(String name, Tensor x, Tensor y) {
    Tensor gain = matmul(y, normal(g, buffersG, name + ".gain").t()).add(new Scalar(1.0));
    Tensor bias = matmul(y, normal(g, buffersG, name + ".bias").t());
    Tensor normalised =
        standard(name, x, constants.get(name + ".one"), constants.get(name + ".zero"));
    return normalised
        .mul(gain.view(x.size(0), -1, 1, 1))
        .add(bias.view(x.size(0), -1, 1, 1));
  }

  private Tensor standard(String name, Tensor x, Tensor gain, Tensor bias) {
    return batch_norm(
        x,
        new TensorOptional(gain),
        new TensorOptional(bias),
        new TensorOptional(buffersG.get(name + ".mean")),
        new TensorOptional(buffersG.get(name + ".var")),
        true,
        0.1,
        1e-5,
        false);
  }

  private Tensor images(Tensor z, Tensor labels) {
    Tensor y = embedding(g.get("shared"), labels);
    Tensor x =
        matmul(z.narrow(1, 0, chunk), normal(g, buffersG, "linear").t())
            .add(g.get("linear.bias"))
            .view(-1, (long) widthsG[0] * ch, 4, 4);
    for (int i = 0; i + 1 < widthsG.length; i++) {
      Tensor condition = cat(new TensorVector(y, z.narrow(1, (i + 1) * chunk, chunk)), 1);
      Tensor h = up(relu(conditional(i + ".bn1", x, condition)));
      h = relu(conditional(i + ".bn2", conv(g, buffersG, i + ".conv1", h), condition));
      h = conv(g, buffersG, i + ".conv2", h);
      x = h.add(conv(g, buffersG, i + ".sc", up(x)));
      if (8 << i == attentionG) {
        x = attend(g, buffersG, i + ".att", x);
      }
    }
    x = relu(standard("last", x, g.get("last.gain"), g.get("last.bias")));
    return tanh(conv(g, buffersG, "rgb", x));
  }

  private Tensor scores(Tensor images, Tensor labels) {
    Tensor x = images;
    int size = resolution;
    for (int i = 0; i < widthsD.length; i++) {
      Tensor h = conv(d, buffersD, i + ".conv1", i == 0 ? x : relu(x));
      h = conv(d, buffersD, i + ".conv2", relu(h));
      Tensor around = x;
      if (d.containsKey(i + ".sc")) {
        around =
            i == 0
                ? conv(d, buffersD, "0.sc", pool(x))
                : conv(d, buffersD, i + ".sc", x);
      }
      if (halves(i)) {
        h = pool(h);
        around = i == 0 ? around : pool(around);
        size /= 2;
      }
      x = h.add(around);
      if (size == attentionD) {
        x = attend(d, buffersD, i + ".att", x);
      }
    }
    Tensor f = relu(x).sum(2, 3);
    Tensor score =
        matmul(f, normal(d, buffersD, "linear").t()).add(parameter(d, "linear.bias"));
    Tensor y = embedding(normal(d, buffersD, "embed"), labels);
    Tensor projection =
        y.mul(f).sum(new long[] {1}, true, new ScalarTypeOptional());
    return score.add(projection);
  }

  private Tensor latents() {
    return randn(minibatch, chunk * widthsG.length);
  }

  private Tensor classes() {
    return randint(CLASSES, new long[] {minibatch}).to(ScalarType.Long);
  }

  private double discriminatorStep(Adam adam, Tensor reals, Tensor labels) {
    Tensor z = latents();
    Tensor y = classes();
    Tensor fakes;
    try (NoGradGuard none = new NoGradGuard()) {
      fakes = images(z, y);
    }
    adam.zero_grad();
    Tensor all =
        scores(cat(new TensorVector(fakes, reals), 0), cat(new TensorVector(y, labels), 0));
    Tensor fake = all.narrow(0, 0, minibatch);
    Tensor real = all.narrow(0, minibatch, minibatch);
    Scalar one = new Scalar(1.0);
    Tensor loss = relu(fake.add(one)).mean().add(relu(real.neg().add(one)).mean());
    loss.backward();
    adam.step();
    return loss.item_float();
  }

  private double generatorStep(Adam adam) {
    adam.zero_grad();
    frozen = true;
    Tensor y = classes();
    Tensor loss = scores(images(latents(), y), y).mean().neg();
    loss.backward();
    frozen = false;
    adam.step();
    return loss.item_float();
  }

  private static Adam adam(Map<String, Tensor> net, double rate) {
    TensorVector all = new TensorVector();
    net.values().forEach(all::push_back);
    AdamOptions options = new AdamOptions(rate);
    // The pair lies in memory the other way round.
    options.betas().put(1, 0.0).put(0, 0.999);
    options.eps().put(1e-6);
    return new Adam(all, options);
  }

  private static long count(Map<String, Tensor> net) {
    return net.values().stream().mapToLong(Tensor::numel).sum();
  }

  private void run(int iterations) {
    System.out.printf(
        Locale.ROOT, "generator %,d parameters, discriminator %,d%n", count(g), count(d));
    Adam generator = adam(g, 2e-4);
    Adam discriminator = adam(d, 8e-4);
    List<Tensor> present = new ArrayList<>(g.values());
    present.addAll(buffersG.values());
    List<Tensor> average = new ArrayList<>();
    present.forEach(value -> average.add(value.detach().clone()));
    List<Double> discriminatorMs = new ArrayList<>();
    List<Double> generatorMs = new ArrayList<>();
    double[] losses = new double[2];
    for (int i = -2; i < iterations; i++) {
      try (PointerScope freed = new PointerScope()) {
        Tensor reals =
            rand(minibatch, 3, resolution, resolution).mul(new Scalar(2.0)).sub(new Scalar(1.0));
        Tensor labels = classes();
        long start = System.nanoTime();
        losses[0] = discriminatorStep(discriminator, reals, labels);
        long middle = System.nanoTime();
        losses[1] = generatorStep(generator);
        try (NoGradGuard none = new NoGradGuard()) {
          for (int k = 0; k < average.size(); k++) {
            average.get(k).lerp_(present.get(k), new Scalar(0.002));
          }
        }
        long end = System.nanoTime();
        if (i >= 0) { // the first two warm up
          discriminatorMs.add((middle - start) / 1e6);
          generatorMs.add((end - middle) / 1e6);
        }
      }
    }
    double dMs = median(discriminatorMs);
    double gMs = median(generatorMs);
    System.out.printf(
        Locale.ROOT,
        "PyTorch, %d threads: D step %.0f ms, G step %.0f ms, %.2f sec/kimg; last losses %.3f, %.3f%n",
        get_num_threads(),
        dMs,
        gMs,
        (dMs + gMs) / minibatch,
        losses[0],
        losses[1]);
  }

  private static double median(List<Double> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }

  /** See the class. */
  public static void main(String[] args) {
    int[] n = Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
    if (n.length < 8 || (n[0] != 32 && n[0] != 64)) {
      System.err.println(
          "arguments: 32|64 minibatch ch latents embedding attention_G attention_D iterations"
              + " [threads]");
      System.exit(2);
    }
    if (n.length > 8) {
      set_num_threads(n[8]);
    }
    new BigGanPeer(n).run(n[7]);
  }
}
