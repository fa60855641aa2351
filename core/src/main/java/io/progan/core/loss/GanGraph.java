package io.progan.core.loss;

import io.progan.core.graph.Graph;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Growth;
import io.progan.core.state.Pass;
import io.progan.core.state.SlotInputs;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Generator and discriminator in one graph, as the losses of a step see them. What several terms
 * ask for is computed once: the losses of a simultaneous step share one evaluation.
 */
public final class GanGraph {

  /** The graph's inputs, which appear when a loss first asks for one. */
  public interface Inputs {

    /** An input of a name and shape. */
    Tensor input(String name, long... shape);
  }

  /** The reals, {@code [minibatch, channels, r, r]} at the stage's resolution. */
  public static final String REALS = "reals";

  /** The latents, {@code [minibatch, latentSize]}. */
  public static final String LATENTS = "latents";

  /** The labels, {@code [minibatch, labelSize]}. */
  public static final String LABELS = "labels";

  /** Where on the way from a real to a fake a mixed image lies, {@code [minibatch, 1, 1, 1]}. */
  public static final String MIXING = "mixing";

  private final GeneratorNetwork generator;
  private final SlotInputs generatorSlots;
  private final DiscriminatorNetwork discriminator;
  private final SlotInputs discriminatorSlots;
  private final Growth growth;
  private final int imageScale;
  private final int minibatch;
  private final Inputs inputs;
  private final Map<String, Tensor> known = new HashMap<>();

  /**
   * Puts both networks into a graph.
   *
   * @param growth how far they have grown
   * @param imageScale how many pixels of the full resolution one pixel of the stage is wide
   * @param minibatch images of the step
   * @param inputs where the step's values come from
   */
  public GanGraph(
      Graph graph,
      GeneratorNetwork generator,
      DiscriminatorNetwork discriminator,
      Growth growth,
      int imageScale,
      int minibatch,
      Inputs inputs) {
    this.generator = generator;
    this.discriminator = discriminator;
    this.generatorSlots = new SlotInputs(graph, generator.name());
    this.discriminatorSlots = new SlotInputs(graph, discriminator.name());
    this.growth = growth;
    this.imageScale = imageScale;
    this.minibatch = minibatch;
    this.inputs = inputs;
  }

  /** The generator's slots in this graph. */
  public SlotInputs generatorSlots() {
    return generatorSlots;
  }

  /** The discriminator's slots in this graph. */
  public SlotInputs discriminatorSlots() {
    return discriminatorSlots;
  }

  /** How many pixels of the full resolution one pixel of the stage is wide. */
  public int imageScale() {
    return imageScale;
  }

  /** Images of the step. */
  public int minibatch() {
    return minibatch;
  }

  /** Real images. */
  public Tensor reals() {
    int size = growth.stage().resolution();
    return input(REALS, minibatch, discriminator.channels(), size, size);
  }

  /** Labels; null for networks without. */
  public Tensor labels() {
    int size = generator.labelSize();
    return size == 0 ? null : input(LABELS, minibatch, size);
  }

  /** Images between reals and fakes, each somewhere on the line. */
  public Tensor mixed() {
    return once(
        "mixed",
        () -> {
          Tensor mixing = input(MIXING, minibatch, 1, 1, 1);
          return reals().plus(fakes().minus(reals()).times(mixing));
        });
  }

  private Tensor input(String name, long... shape) {
    return once(name, () -> inputs.input(name, shape));
  }

  /** Generated images, of the shape of the reals. */
  public Tensor fakes() {
    return once(
        "fakes",
        () -> {
          Tensor latents = input(LATENTS, minibatch, generator.latentSize());
          Pass pass = Pass.train(generatorSlots).withLabels(labels());
          return generator.forward(pass, growth, latents);
        });
  }

  /**
   * What the discriminator says of some images, {@code [images, 1 + labelSize]}. It sees the
   * minibatch's labels with each part.
   *
   * @param images {@code parts} minibatches, one after the other
   */
  public Tensor judge(Tensor images, int parts) {
    Tensor labels = labels();
    Tensor repeated = labels;
    for (int part = 1; labels != null && part < parts; part++) {
      repeated = Shaping.concat(0, repeated, labels);
    }
    Pass pass = Pass.train(discriminatorSlots).withLabels(repeated).withParts(parts);
    return discriminator.forward(pass, growth, images);
  }

  /** What it says of the reals; in one pass with the fakes: fewer and larger operations. */
  public Tensor realOutput() {
    return once("realOutput", () -> Shaping.slice(bothOutputs(), 0, 0, minibatch));
  }

  /** The scores of the reals, {@code [minibatch, 1]}. */
  public Tensor realScores() {
    return once("realScores", () -> score(realOutput()));
  }

  /** The scores of the fakes, {@code [minibatch, 1]}. */
  public Tensor fakeScores() {
    return once("fakeScores", () -> score(fakeOutput()));
  }

  /** What it says of the fakes, which are judged alone unless the reals have been judged, too. */
  public Tensor fakeOutput() {
    return once(
        "fakeOutput",
        () ->
            known.containsKey(REALS)
                ? Shaping.slice(bothOutputs(), 0, minibatch, minibatch)
                : judge(fakes(), 1));
  }

  private Tensor bothOutputs() {
    return once(
        "bothOutputs",
        () -> {
          Tensor made = fakes();
          return judge(Shaping.concat(0, reals(), made), 2);
        });
  }

  /** The first output of the discriminator, {@code [images, 1]}. */
  public static Tensor score(Tensor output) {
    return Shaping.slice(output, 1, 0, 1);
  }

  /** The other outputs of the discriminator, {@code [images, labelSize]}. */
  public static Tensor logits(Tensor output) {
    return Shaping.slice(output, 1, 1, output.size(1) - 1);
  }

  private Tensor once(String name, Supplier<Tensor> make) {
    Tensor tensor = known.get(name);
    if (tensor == null) {
      tensor = make.get();
      known.put(name, tensor);
    }
    return tensor;
  }
}
