package io.progan.metrics.feature;

import io.progan.metrics.feature.onnx.BiasFreeModel;
import io.progan.metrics.feature.tensorflow.FrozenGraph;
import io.progan.metrics.feature.tensorflow.GraphFormatException;
import io.progan.metrics.image.ImageBatch;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A feature network that runs in ONNX Runtime, some pictures at a time. */
final class OnnxNetwork implements FeatureNetwork {

  /** More pictures at once make it no faster, but take more memory. */
  private static final int MAX_MINIBATCH = 16;

  /** The side of the pictures of a trial, if the network takes any size; Inception's own. */
  private static final int TRIAL_SIZE = 299;

  private static final int TRIAL_IMAGES = 2;

  private final NetworkContent.Id id;
  private final OnnxSession session;
  private final InputSpec input;
  private final OutputRoles outputs;
  private final Set<String> wanted;
  private final int minibatch;
  private final boolean classBias;

  private OnnxNetwork(
      Model model, OnnxSession session, InputSpec input, OutputRoles outputs, int minibatch) {
    this.id = model.id;
    this.classBias = model.classBias;
    this.session = session;
    this.input = input;
    this.outputs = outputs;
    this.minibatch = minibatch;
    wanted = new LinkedHashSet<>();
    wanted.add(outputs.features());
    outputs.classes().ifPresent(wanted::add);
  }

  /**
   * What is run.
   *
   * @param id the file that it comes from
   * @param bytes an ONNX file
   * @param classBias whether its classes keep their bias
   */
  private record Model(NetworkContent.Id id, byte[] bytes, boolean classBias) {}

  /** Starts the model, finds its input and outputs and tries it. */
  static OnnxNetwork open(NetworkContent file, NetworkNames names, ClassBias bias)
      throws UnusableNetworkException {
    if (file.isTensorFlow()) {
      return openFrozen(file, names, bias);
    }
    OnnxNetwork network = open(new Model(file.id(), file.bytes(), true), names);
    return bias == ClassBias.WITHOUT ? network.withoutBias(file.bytes()) : network;
  }

  /** The same network without the bias of its classes; this one is closed. */
  private OnnxNetwork withoutBias(byte[] model) throws UnusableNetworkException {
    close();
    String classes =
        outputs
            .classes()
            .orElseThrow(() -> new UnusableNetworkException("has no classes to take a bias from"));
    try {
      return open(new Model(id, BiasFreeModel.of(model, classes), false), names());
    } catch (IllegalArgumentException e) {
      throw new UnusableNetworkException("cannot do without a bias: " + e.getMessage(), e);
    }
  }

  private static OnnxNetwork openFrozen(NetworkContent file, NetworkNames names, ClassBias bias)
      throws UnusableNetworkException {
    if (bias == ClassBias.WITHOUT && names.classes().isPresent()) {
      throw new UnusableNetworkException(
          "the bias can be left out of the classes that are detected, not of '"
              + names.classes().get()
              + "'; leave that name out");
    }
    boolean with = bias == ClassBias.WITH || names.classes().isPresent();
    try {
      FrozenGraph graph =
          FrozenGraph.rewrite(file.bytes(), names.input(), names.features(), names.classes(), with);
      NetworkNames written =
          new NetworkNames(Optional.empty(), Optional.of(graph.features()), graph.classes());
      return open(new Model(file.id(), graph.model(), with), written);
    } catch (GraphFormatException e) {
      throw new UnusableNetworkException(e.getMessage(), e);
    }
  }

  private static OnnxNetwork open(Model model, NetworkNames names) throws UnusableNetworkException {
    OnnxSession session = OnnxSession.of(model.bytes);
    try {
      InputSpec input = InputSpec.detect(session.inputs(), names.input());
      return tried(model, session, input, names);
    } catch (UnusableNetworkException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /**
   * A network may claim to take any number of pictures, yet hold a shape for a single one inside:
   * such a one gets one after the other.
   */
  private static OnnxNetwork tried(
      Model model, OnnxSession session, InputSpec input, NetworkNames names)
      throws UnusableNetworkException {
    Map<String, float[]> several = null;
    if (input.minibatch() < 0 || input.minibatch() >= TRIAL_IMAGES) {
      try {
        several = session.run(InputTensor.of(input, trial(input, TRIAL_IMAGES)), session.outputs());
      } catch (UnusableNetworkException e) {
        if (input.minibatch() >= 0) {
          throw e;
        }
      }
    }
    if (several == null) {
      Map<String, float[]> one =
          session.run(InputTensor.of(input, trial(input, 1)), session.outputs());
      return new OnnxNetwork(model, session, input, OutputRoles.detect(one, 1, names), 1);
    }
    int rows = input.minibatch() < 0 ? TRIAL_IMAGES : input.minibatch();
    int minibatch = input.minibatch() < 0 ? MAX_MINIBATCH : input.minibatch();
    return new OnnxNetwork(
        model, session, input, OutputRoles.detect(several, rows, names), minibatch);
  }

  private static ImageBatch trial(InputSpec input, int count) {
    int height = input.height() > 0 ? input.height() : TRIAL_SIZE;
    int width = input.width() > 0 ? input.width() : TRIAL_SIZE;
    byte[] noise = new byte[count * 3 * height * width];
    new Random(0).nextBytes(noise);
    return ImageBatch.ofBytes(noise, count, 3, height, width);
  }

  @Override
  public int features() {
    return outputs.featureCount();
  }

  @Override
  public int classes() {
    return outputs.classCount();
  }

  @Override
  public String fingerprint() {
    return id.fingerprint();
  }

  @Override
  public NetworkNames names() {
    return new NetworkNames(
        Optional.of(input.name()), Optional.of(outputs.features()), outputs.classes());
  }

  @Override
  public boolean classBias() {
    return classBias;
  }

  @Override
  public String description() {
    String size =
        input.height() > 0 && input.width() > 0
            ? input.height() + "x" + input.width()
            : "images of any size";
    return id.path().getFileName()
        + ": input "
        + input.name()
        + " ("
        + size
        + "), "
        + features()
        + " features "
        + outputs.features()
        + outputs.classes().map(this::describeClasses).orElse("");
  }

  private String describeClasses(String name) {
    return ", " + classes() + " classes " + name + (classBias ? "" : " without bias");
  }

  @Override
  public FeatureBatch run(ImageBatch images) {
    ImageBatch rgb = images.toRgb();
    float[] features = new float[Math.multiplyExact(images.count(), features())];
    float[] probabilities = new float[Math.multiplyExact(images.count(), classes())];
    for (int from = 0; from < images.count(); from += minibatch) {
      int count = Math.min(minibatch, images.count() - from);
      ImageBatch part = rgb.slice(from, from + count);
      Map<String, float[]> results = run(InputTensor.of(input, part), part);
      copy(results.get(outputs.features()), features, from, count, features(), part);
      if (outputs.classes().isPresent()) {
        copy(results.get(outputs.classes().get()), probabilities, from, count, classes(), part);
      }
    }
    if (outputs.logits()) {
      Softmax.overRows(probabilities, classes());
    }
    return new FeatureBatch(images.count(), features, probabilities);
  }

  private Map<String, float[]> run(InputTensor tensor, ImageBatch images) {
    try {
      return session.run(tensor, wanted);
    } catch (UnusableNetworkException e) {
      throw new IllegalStateException(
          id.path() + ": fails for images " + images + ": " + e.getMessage(), e);
    }
  }

  private void copy(float[] from, float[] to, int row, int count, int columns, ImageBatch images) {
    if (from.length < count * columns || from.length % columns != 0) {
      throw new IllegalStateException(
          id.path()
              + ": gives "
              + from.length
              + " numbers for images "
              + images
              + ", not "
              + count
              + " rows of "
              + columns
              + "; a network without a fixed input size must give equally many for all sizes");
    }
    System.arraycopy(from, 0, to, row * columns, count * columns);
  }

  @Override
  public void close() {
    session.close();
  }
}
