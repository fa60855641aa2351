package io.progan.core.session;

import io.progan.core.device.NativeScope;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Growth;
import io.progan.core.network.Stage;
import io.progan.core.plan.BufferPool;
import io.progan.core.state.Pass;
import io.progan.core.state.SlotInputs;
import io.progan.core.state.StateVector;
import java.util.Arrays;

/**
 * Runs a trained network on any number of rows, a bounded number at a time. Owns its graph and
 * buffers, freed by {@link #close()}; the weights are read at each call and belong to the caller.
 */
public final class NetworkSession implements AutoCloseable {

  private static final String LATENTS = "latents";
  private static final String LABELS = "labels";
  private static final String IMAGES = "images";
  private static final String OUTPUT = "output";

  private final NativeScope scope = new NativeScope();
  private final int minibatch;
  private final GraphSession session;

  /** Adds a network to a session's graph. */
  private interface Body {
    Tensor output(GraphSession session, SlotInputs slots);
  }

  private NetworkSession(
      String network, StateVector weights, Stage stage, int minibatch, Body body) {
    this.minibatch = minibatch;
    BufferPool buffers = scope.own(new BufferPool(weights.dataType()));
    session =
        scope.build(
            () -> {
              GraphSession made = scope.own(new GraphSession(weights.dataType(), stage, buffers));
              SlotInputs slots = new SlotInputs(made.graph(), network);
              made.read(OUTPUT, body.output(made, slots));
              made.bind(slots, weights);
              made.compile();
              return made;
            });
  }

  /**
   * A session of a generator.
   *
   * @param stage how far it has grown
   * @param minibatch images at a time
   */
  public static NetworkSession of(
      GeneratorNetwork network, StateVector weights, Stage stage, int minibatch) {
    return of(network, weights, stage, minibatch, network.storesStatistics());
  }

  /**
   * The same with the choice of what batch norm normalises by.
   *
   * @param averages running averages; else the statistics of the minibatch, which {@link #images}
   *     must then be given whole
   */
  public static NetworkSession of(
      GeneratorNetwork network, StateVector weights, Stage stage, int minibatch, boolean averages) {
    return new NetworkSession(
        network.name(),
        weights,
        stage,
        minibatch,
        (session, slots) ->
            images(network, slots, session.growth(), minibatch, averages, session::input));
  }

  /** Adds an input to a graph. */
  interface Inputs {
    Tensor input(String name, long... shape);
  }

  /** Adds a generator that only computes to a graph. */
  static Tensor images(
      GeneratorNetwork network,
      SlotInputs slots,
      Growth growth,
      int minibatch,
      boolean averages,
      Inputs inputs) {
    Tensor latents = inputs.input(LATENTS, minibatch, network.latentSize());
    Pass plain = Pass.evaluate(slots);
    Pass pass = averages ? plain.withAverages() : plain;
    if (network.labelSize() > 0) {
      pass = pass.withLabels(inputs.input(LABELS, minibatch, network.labelSize()));
    }
    return network.forward(pass, growth, latents);
  }

  /**
   * A session of a discriminator, which judges each image by itself.
   *
   * @param stage how far it has grown
   * @param minibatch images at a time
   */
  public static NetworkSession of(
      DiscriminatorNetwork network, StateVector weights, Stage stage, int minibatch) {
    int size = stage.resolution();
    return new NetworkSession(
        network.name(),
        weights,
        stage,
        minibatch,
        (session, slots) -> {
          Tensor images = session.input(IMAGES, minibatch, network.channels(), size, size);
          Pass pass = Pass.evaluate(slots).withParts(minibatch);
          if (network.conditionSize() > 0) {
            pass = pass.withLabels(session.input(LABELS, minibatch, network.conditionSize()));
          }
          return Shaping.slice(network.forward(pass, session.growth(), images), 1, 0, 1);
        });
  }

  /**
   * Makes images.
   *
   * @param latents {@code [count, latentSize]}
   * @param labels {@code [count, labelSize]}
   * @param count how many
   * @param fade the fractional part of the level of detail
   * @return {@code [count, channels, r, r]} at the stage's resolution, about [-1, 1]
   */
  public float[] images(float[] latents, float[] labels, int count, double fade) {
    return run(
        count,
        fade,
        first -> {
          set(LATENTS, latents, first, count);
          if (session.reads(LABELS)) {
            set(LABELS, labels, first, count);
          }
        });
  }

  /**
   * Scores images: no score depends on the other images.
   *
   * @param images {@code [count, channels, r, r]} at the stage's resolution
   * @param labels {@code [count, conditionSize]}; not read by a network that judges without
   * @param count how many
   * @param fade the fractional part of the level of detail
   * @return {@code [count]}
   */
  public float[] scores(float[] images, float[] labels, int count, double fade) {
    return run(
        count,
        fade,
        first -> {
          set(IMAGES, images, first, count);
          if (session.reads(LABELS)) {
            set(LABELS, labels, first, count);
          }
        });
  }

  /** Sets the inputs for the rows from one on. */
  private interface Feed {
    void rowsFrom(int first);
  }

  private float[] run(int count, double fade, Feed feed) {
    float[] all = new float[0];
    for (int first = 0; first < count; first += minibatch) {
      feed.rowsFrom(first);
      session.run(fade);
      float[] made = session.values(OUTPUT);
      int length = made.length / minibatch;
      if (first == 0) {
        all = new float[count * length];
      }
      int wanted = Math.min(minibatch, count - first);
      System.arraycopy(made, 0, all, first * length, wanted * length);
    }
    return all;
  }

  /** Sets one minibatch of rows; what is missing at the end is zero. */
  private void set(String name, float[] values, int first, int count) {
    int length = values.length / count;
    int end = Math.min(values.length, (first + minibatch) * length);
    float[] rows = Arrays.copyOfRange(values, first * length, end);
    session.set(name, Arrays.copyOf(rows, minibatch * length));
  }

  /** Frees graph and buffers. */
  @Override
  public void close() {
    scope.close();
  }
}
