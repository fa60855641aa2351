package io.progan.core.loss;

import io.progan.core.graph.Graph;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Growth;
import io.progan.core.state.NoiseSource;
import io.progan.core.state.Pass;
import io.progan.core.state.Precision;
import io.progan.core.state.SlotInputs;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
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

  /** The labels, {@code [minibatch, labelSize]}: of the reals, if there are any. */
  public static final String LABELS = "labels";

  /** Labels of the fakes, where they have some of their own, {@code [minibatch, labelSize]}. */
  public static final String FAKE_LABELS = "fakeLabels";

  /** Where on the way from a real to a fake a mixed image lies, {@code [minibatch, 1, 1, 1]}. */
  public static final String MIXING = "mixing";

  /** What a discriminator judges in one go: a minibatch of one sort of images. */
  private enum Part {
    REALS,
    FAKES,
    MIXED
  }

  private final GeneratorNetwork generator;
  private final SlotInputs generatorSlots;
  private final DiscriminatorNetwork discriminator;
  private final SlotInputs discriminatorSlots;
  private final Growth growth;
  private final int imageScale;
  private final int minibatch;
  private final boolean ownFakeLabels;
  private final boolean split;
  private final Inputs inputs;
  private final Map<String, NoiseInput> noise = new LinkedHashMap<>();
  private final Map<String, Tensor> known = new HashMap<>();

  /**
   * Puts both networks into a graph.
   *
   * @param growth how far they have grown
   * @param imageScale how many pixels of the full resolution one pixel of the stage is wide
   * @param minibatch images of the step
   * @param ownFakeLabels whether fakes have labels of their own, else those of the reals
   * @param split whether the discriminator judges fakes and reals in two passes, else in one
   * @param inputs where the step's values come from
   */
  public GanGraph(
      Graph graph,
      GeneratorNetwork generator,
      DiscriminatorNetwork discriminator,
      Growth growth,
      int imageScale,
      int minibatch,
      boolean ownFakeLabels,
      boolean split,
      Inputs inputs) {
    this.generator = generator;
    this.discriminator = discriminator;
    this.generatorSlots = new SlotInputs(graph, generator.name());
    this.discriminatorSlots = new SlotInputs(graph, discriminator.name());
    this.growth = growth;
    this.imageScale = imageScale;
    this.minibatch = minibatch;
    this.ownFakeLabels = ownFakeLabels;
    this.split = split;
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

  /** The noise that the networks have asked for so far, in order. */
  public List<NoiseInput> noise() {
    return List.copyOf(noise.values());
  }

  /** Labels of the reals; null for networks without. */
  public Tensor labels() {
    return labels(LABELS);
  }

  /** Labels of the fakes; null for networks without. */
  public Tensor fakeLabels() {
    return labels(fakeLabelInput(ownFakeLabels));
  }

  /**
   * The name of the input that holds labels of fakes.
   *
   * @param own whether they have labels of their own
   */
  public static String fakeLabelInput(boolean own) {
    return own ? FAKE_LABELS : LABELS;
  }

  private Tensor labels(String input) {
    int size = generator.labelSize();
    return size == 0 ? null : input(input, minibatch, size);
  }

  /** Images between reals and fakes, each somewhere on the line. */
  public Tensor mixed() {
    return once(
        "mixed",
        () -> {
          Tensor mixing = input(MIXING, minibatch, 1, 1, 1);
          Precision precision = discriminator.precision();
          return precision.blend(
              precision.value(reals()), precision.value(fakes()), precision.value(mixing));
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
          Pass pass = Pass.train(generatorSlots).withLabels(fakeLabels());
          return generator.forward(pass, growth, latents);
        });
  }

  /** What the discriminator says of {@link #mixed}, {@code [minibatch, 1 + labelSize]}. */
  public Tensor mixedOutput() {
    return once("mixedOutput", () -> judge(mixed(), Part.MIXED));
  }

  /** What it says of some images, each part of which it judges by itself, with its labels. */
  private Tensor judge(Tensor images, Part... parts) {
    Tensor labels = concat(part -> part == Part.FAKES ? fakeLabels() : labels(), parts);
    Pass pass =
        Pass.train(discriminatorSlots)
            .withLabels(labels)
            .withParts(parts.length)
            .withNoise(
                (kind, layer, rows, width) ->
                    concat(part -> noise(part, kind, layer, width), parts));
    return discriminator.forward(pass, growth, images);
  }

  private Tensor noise(Part part, NoiseSource.Kind kind, String layer, long width) {
    String name = NoiseSource.PREFIX + part.name().toLowerCase(Locale.ROOT) + "/" + layer;
    noise.put(name, new NoiseInput(name, kind, Math.toIntExact(width)));
    return input(name, minibatch, width);
  }

  private static Tensor concat(Function<Part, Tensor> ofPart, Part... parts) {
    Tensor all = ofPart.apply(parts[0]);
    for (int i = 1; i < parts.length && all != null; i++) {
      all = Shaping.concat(0, all, ofPart.apply(parts[i]));
    }
    return all;
  }

  /** What it says of the reals; in one pass with the fakes: fewer and larger operations. */
  public Tensor realOutput() {
    return once(
        "realOutput",
        () -> {
          if (!split) {
            return Shaping.slice(bothOutputs(), 0, 0, minibatch);
          }
          // Fakes come first: what a layer keeps goes on from pass to pass.
          fakeOutput();
          return judge(reals(), Part.REALS);
        });
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
            !split && known.containsKey(REALS)
                ? Shaping.slice(bothOutputs(), 0, minibatch, minibatch)
                : judge(fakes(), Part.FAKES));
  }

  private Tensor bothOutputs() {
    return once(
        "bothOutputs",
        () -> {
          Tensor made = fakes();
          return judge(Shaping.concat(0, reals(), made), Part.REALS, Part.FAKES);
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
