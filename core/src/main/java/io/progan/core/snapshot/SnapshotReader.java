package io.progan.core.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.core.dataset.OrderState;
import io.progan.core.state.Slot;
import io.progan.core.state.StateVector;
import io.progan.core.training.state.TrainingState;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyType;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Reads what {@link SnapshotWriter} wrote; every array's checksum is checked. */
public final class SnapshotReader implements Closeable {

  private final Path file;
  private final NpzReader npz;
  private final SnapshotInfo info;

  /**
   * Opens a snapshot and reads what it says about itself.
   *
   * @throws SnapshotException if the file is no snapshot, or damaged
   * @throws IOException if it cannot be read
   */
  public SnapshotReader(Path file) throws IOException {
    this.file = file;
    this.npz = new NpzReader(file, "a snapshot");
    try {
      this.info = readInfo();
    } catch (IOException | RuntimeException e) {
      npz.close();
      throw e;
    }
  }

  private SnapshotInfo readInfo() throws IOException {
    byte[] json = npz.content(Snapshot.INFO);
    try {
      ObjectMapper mapper =
          new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
      JsonNode tree = mapper.readTree(json);
      int format = tree.path("format").asInt();
      if (format != SnapshotInfo.FORMAT) {
        throw new SnapshotException(
            "%s: format %d, this version reads %d".formatted(file, format, SnapshotInfo.FORMAT));
      }
      SnapshotInfo read = mapper.treeToValue(tree, SnapshotInfo.class);
      return withWindow(read);
    } catch (JsonProcessingException e) {
      throw new SnapshotException(
          "%s: %s is damaged (%s)".formatted(file, Snapshot.INFO, e.getOriginalMessage()), e);
    }
  }

  private SnapshotInfo withWindow(SnapshotInfo read) throws IOException {
    OrderState order = read.position().order();
    if (order == null) {
      return read;
    }
    int[] window = npz.array(Snapshot.ORDER_WINDOW).ints();
    try {
      return read.withPosition(read.position().withOrder(order.withWindow(window)));
    } catch (IllegalArgumentException e) {
      throw new SnapshotException(
          "%s: %s is damaged (%s)".formatted(file, Snapshot.ORDER_WINDOW, e.getMessage()), e);
    }
  }

  /**
   * Checks that nothing is missing and that every checksum is right.
   *
   * @throws SnapshotException if the file is damaged; the message says what is wrong
   */
  public void verify() throws IOException {
    try {
      for (String name : Snapshot.arrays(info.runConfig(), info.dataset())) {
        npz.content(name + ".npy");
      }
    } catch (RuntimeException e) {
      throw new SnapshotException(
          "%s: %s is damaged (%s)".formatted(file, Snapshot.INFO, e.getMessage()), e);
    }
    FileSeal.check(file);
  }

  /** What the snapshot says about itself. */
  public SnapshotInfo info() {
    return info;
  }

  /**
   * Copies all arrays into a training's state.
   *
   * @param state made from the snapshot's configuration
   * @throws SnapshotException if an array is missing, damaged or of another shape
   */
  public void restore(TrainingState state) throws IOException {
    for (Map.Entry<String, StateVector> e : Snapshot.vectors(state).entrySet()) {
      restore(e.getKey(), e.getValue());
    }
    state.generatorAdam().restoreSteps(info.generatorSteps());
    state.generatorAdam().lossScale().restore(info.generatorLossScaleLog2());
    state.discriminatorAdam().restoreSteps(info.discriminatorSteps());
    state.discriminatorAdam().lossScale().restore(info.discriminatorLossScaleLog2());
  }

  /**
   * Copies the arrays of one network, or of one of its moments, into a vector.
   *
   * @param prefix what their names begin with: {@code G}, {@code D}, {@code Gs}
   * @param vector made for the parameters of the snapshot's configuration
   * @throws SnapshotException if an array is missing, damaged or of another shape
   */
  public void restore(String prefix, StateVector vector) throws IOException {
    for (Slot slot : vector.slots()) {
      NpyArray array = array(prefix, slot);
      try (INDArray copy =
          array.type() == NpyType.FLOAT64
              ? Nd4j.createFromArray(array.doubles())
              : Nd4j.createFromArray(array.floats())) {
        vector.view(slot.name()).assign(copy.reshape(slot.shape()));
      }
    }
  }

  /**
   * One array of a network, or of one of its moments.
   *
   * @param prefix what its name begins with: {@code G}, {@code D}, {@code Gs}
   * @param slot of the snapshot's configuration
   * @return of the slot's shape, on the heap
   * @throws SnapshotException if the array is missing, damaged or of another shape
   */
  public NpyArray array(String prefix, Slot slot) throws IOException {
    String name = Snapshot.array(prefix, slot.name());
    NpyArray array = npz.array(name);
    long[] shape = Arrays.stream(array.shape()).asLongStream().toArray();
    if (!Arrays.equals(shape, slot.shape())) {
      throw new SnapshotException(
          "%s: %s.npy is %s, expected %s"
              .formatted(file, name, Arrays.toString(shape), Arrays.toString(slot.shape())));
    }
    return array;
  }

  @Override
  public void close() throws IOException {
    npz.close();
  }
}
