package io.progan.core.transfer;

import io.progan.core.device.HostValues;
import io.progan.core.network.Network;
import io.progan.core.network.family.Networks;
import io.progan.core.snapshot.SnapshotReader;
import io.progan.core.state.Slot;
import io.progan.core.state.StateVector;
import io.progan.core.training.state.TrainingState;
import io.progan.dataset.numpy.NpyArray;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Copies trained networks into those of a new training, which may have other classes and, where
 * networks grow, higher resolutions. Everything else must be the same. The optimisers begin anew.
 */
public final class Transfer {

  private static final Pattern LOD = Pattern.compile("(ToRGB|FromRGB)_lod(\\d+)/(.*)");

  private final SnapshotReader snapshot;
  private final RunConfig config;
  private final DatasetShape shape;
  private final ClassOrigins classes;

  /** One of the networks of both trainings. */
  private record Pair(
      String title, Network old, Network now, Map<String, Integer> classDimension) {}

  /**
   * Prepares, and checks that the networks go together.
   *
   * @param snapshot the trained networks; stays owned by the caller
   * @param config of the new training
   * @param shape of its images
   * @param classes what its classes begin as
   * @throws TransferException naming what differs
   */
  public Transfer(
      SnapshotReader snapshot, RunConfig config, DatasetShape shape, ClassOrigins classes) {
    this.snapshot = snapshot;
    this.config = config;
    this.shape = shape;
    this.classes = classes;
    checkImages();
    pairs().forEach(this::check);
  }

  private DatasetShape oldShape() {
    return snapshot.info().dataset();
  }

  /** How many times the resolution doubles. */
  private int doublings() {
    return shape.resolutionLog2() - oldShape().resolutionLog2();
  }

  private void checkImages() {
    if (shape.numChannels() != oldShape().numChannels()) {
      throw new TransferException(
          "the snapshot's images have %d channels, those of the dataset %d"
              .formatted(oldShape().numChannels(), shape.numChannels()));
    }
    RunConfig old = snapshot.info().runConfig();
    requireKind("generator.kind", old.generator().kind(), config.generator().kind());
    requireKind("discriminator.kind", old.discriminator().kind(), config.discriminator().kind());
    boolean grows = config.generator().grows();
    if (doublings() < 0 || (doublings() > 0 && !grows)) {
      throw new TransferException(
          "the snapshot is of %d pixels, the dataset of %d; %s"
              .formatted(
                  oldShape().resolution(),
                  shape.resolution(),
                  grows ? "networks grow, but do not shrink" : "these networks do not grow"));
    }
  }

  private static void requireKind(String key, String old, String now) {
    if (!old.equals(now)) {
      throw new TransferException("%s is %s in the snapshot, %s here".formatted(key, old, now));
    }
  }

  private List<Pair> pairs() {
    RunConfig old = snapshot.info().runConfig();
    return List.of(
        pair("G", s -> Networks.generator(config.generator(), s), old, true),
        pair("D", s -> Networks.discriminator(config.discriminator(), s), old, false));
  }

  private Pair pair(
      String title, Function<DatasetShape, Network> make, RunConfig old, boolean generator) {
    Network trained =
        generator
            ? Networks.generator(old.generator(), oldShape())
            : Networks.discriminator(old.discriminator(), oldShape());
    return new Pair(title, trained, make.apply(shape), classDimensions(make));
  }

  /** Which dimension of a slot grows with the number of classes: seen by adding one. */
  private Map<String, Integer> classDimensions(Function<DatasetShape, Network> make) {
    int labels = Math.max(1, shape.labelSize());
    Map<String, long[]> fewer = shapes(make.apply(withLabels(labels)));
    Map<String, long[]> more = shapes(make.apply(withLabels(labels + 1)));
    Map<String, Integer> dimensions = new HashMap<>();
    fewer.forEach(
        (name, lengths) -> {
          for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] != more.get(name)[i]) {
              dimensions.put(name, i);
            }
          }
        });
    return dimensions;
  }

  private DatasetShape withLabels(int labels) {
    return new DatasetShape(shape.resolution(), shape.numChannels(), labels);
  }

  private static Map<String, long[]> shapes(Network network) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    network.slots().forEach(slot -> shapes.put(slot.name(), slot.shape()));
    return shapes;
  }

  /** The old name of a slot; conversions are counted from the full resolution. */
  private String oldName(String name) {
    Matcher lod = LOD.matcher(name);
    if (!lod.matches()) {
      return name;
    }
    int level = Integer.parseInt(lod.group(2)) - doublings();
    return "%s_lod%d/%s".formatted(lod.group(1), level, lod.group(3));
  }

  private void check(Pair pair) {
    Map<String, long[]> old = shapes(pair.old);
    Map<String, long[]> unused = new LinkedHashMap<>(old);
    for (Slot slot : pair.now.slots()) {
      String name = oldName(slot.name());
      long[] lengths = old.get(name);
      unused.remove(name);
      if (lengths == null) {
        if (doublings() == 0) {
          throw new TransferException(
              "%s/%s is not in the snapshot; %s".formatted(pair.title, slot.name(), advice(pair)));
        }
      } else if (!fits(pair, slot, lengths)) {
        throw new TransferException(
            "%s/%s is %s in the snapshot, %s here; %s"
                .formatted(
                    pair.title,
                    name,
                    Arrays.toString(lengths),
                    Arrays.toString(slot.shape()),
                    advice(pair)));
      }
    }
    if (!unused.isEmpty()) {
      throw new TransferException(
          "%s/%s of the snapshot has no place here; %s"
              .formatted(pair.title, unused.keySet().iterator().next(), advice(pair)));
    }
  }

  private static String advice(Pair pair) {
    String group = pair.title.equals("G") ? "generator" : "discriminator";
    return "the keys of %s must be those that the snapshot was trained with".formatted(group);
  }

  private boolean fits(Pair pair, Slot slot, long... lengths) {
    long[] wanted = slot.shape().clone();
    Integer dimension = pair.classDimension.get(slot.name());
    if (dimension != null && wanted.length == lengths.length) {
      wanted[dimension] += oldShape().labelSize() - shape.labelSize();
    }
    return Arrays.equals(wanted, lengths);
  }

  /**
   * Copies the networks.
   *
   * @param state of the new training, initialised; layers and classes without origin keep that
   * @throws IOException if the snapshot is damaged
   */
  public void apply(TrainingState state) throws IOException {
    List<Pair> pairs = pairs();
    copy(pairs.get(0), "G", state.generatorWeights());
    copy(pairs.get(0), "Gs", state.averageWeights());
    copy(pairs.get(1), "D", state.discriminatorWeights());
  }

  private void copy(Pair pair, String prefix, StateVector into) throws IOException {
    Map<String, Slot> old = new HashMap<>();
    pair.old.slots().forEach(slot -> old.put(slot.name(), slot));
    for (Slot slot : into.slots()) {
      Slot source = old.get(oldName(slot.name()));
      if (source == null) {
        continue;
      }
      double[] values = values(snapshot.array(prefix, source));
      Integer dimension = pair.classDimension.get(slot.name());
      if (dimension != null) {
        values = reclassed(values, source.shape(), into.view(slot.name()), dimension);
      }
      try (INDArray copy = Nd4j.createFromArray(values)) {
        into.view(slot.name()).assign(copy.reshape(slot.shape()));
      }
    }
  }

  private static double[] values(NpyArray array) {
    return array.doubles();
  }

  /** The entries before those of classes as they were, those of classes from their origins. */
  private double[] reclassed(double[] old, long[] oldLengths, INDArray now, int dimension) {
    double[] values = HostValues.doubles(now);
    long[] lengths = now.shape();
    int before = product(lengths, 0, dimension);
    int after = product(lengths, dimension + 1, lengths.length);
    int size = (int) lengths[dimension];
    int oldSize = (int) oldLengths[dimension];
    int first = size - shape.labelSize();
    for (int outer = 0; outer < before; outer++) {
      for (int entry = 0; entry < size; entry++) {
        List<Integer> origins =
            entry < first
                ? List.of(entry)
                : classes.origins().get(entry - first).stream().map(c -> first + c).toList();
        for (int inner = 0; inner < after && !origins.isEmpty(); inner++) {
          double sum = 0;
          for (int origin : origins) {
            sum += old[(outer * oldSize + origin) * after + inner];
          }
          values[(outer * size + entry) * after + inner] = sum / origins.size();
        }
      }
    }
    return values;
  }

  private static int product(long[] lengths, int from, int to) {
    return Math.toIntExact(Arrays.stream(lengths, from, to).reduce(1, (a, b) -> a * b));
  }
}
