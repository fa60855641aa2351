package io.progan.core.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.core.dataset.OrderState;
import io.progan.core.layer.Parameter;
import io.progan.core.network.ParameterVector;
import io.progan.core.training.TrainingState;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyReader;
import io.progan.dataset.numpy.NpyType;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Reads what {@link SnapshotWriter} wrote; every array's checksum is checked. */
public final class SnapshotReader implements Closeable {

  private final Path file;
  private final ZipFile zip;
  private final SnapshotInfo info;

  /**
   * Opens a snapshot and reads what it says about itself.
   *
   * @throws SnapshotException if the file is no snapshot, or damaged
   * @throws IOException if it cannot be read
   */
  public SnapshotReader(Path file) throws IOException {
    this.file = file;
    if (Files.size(file) == 0) {
      throw new SnapshotException(file + ": an empty file, not a snapshot");
    }
    try {
      this.zip = new ZipFile(file.toFile());
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw new SnapshotException(
          "%s: damaged or not a snapshot (%s)".formatted(file, reason(e)), e);
    }
    try {
      this.info = readInfo();
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private SnapshotInfo readInfo() throws IOException {
    byte[] json = content(Snapshot.INFO);
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
    int[] window = array(Snapshot.ORDER_WINDOW).ints();
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
      for (String member : Snapshot.members(info.runConfig(), info.dataset())) {
        content(member);
      }
    } catch (RuntimeException e) {
      throw new SnapshotException(
          "%s: %s is damaged (%s)".formatted(file, Snapshot.INFO, e.getMessage()), e);
    }
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
    for (Map.Entry<String, ParameterVector> e : Snapshot.vectors(state).entrySet()) {
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
  public void restore(String prefix, ParameterVector vector) throws IOException {
    for (Parameter parameter : vector.parameters()) {
      restore(vector, parameter, Snapshot.member(prefix, parameter.name()));
    }
  }

  private void restore(ParameterVector vector, Parameter parameter, String member)
      throws IOException {
    NpyArray array = array(member);
    long[] shape = Arrays.stream(array.shape()).asLongStream().toArray();
    if (!Arrays.equals(shape, parameter.shape())) {
      throw new SnapshotException(
          "%s: %s is %s, expected %s"
              .formatted(file, member, Arrays.toString(shape), Arrays.toString(parameter.shape())));
    }
    try (INDArray copy =
        array.type() == NpyType.FLOAT64
            ? Nd4j.createFromArray(array.doubles())
            : Nd4j.createFromArray(array.floats())) {
      vector.view(parameter.name()).assign(copy.reshape(shape));
    }
  }

  private NpyArray array(String member) throws IOException {
    return NpyReader.read(new ByteArrayInputStream(content(member)), file + " (" + member + ")");
  }

  private byte[] content(String member) throws IOException {
    ZipEntry entry = zip.getEntry(member);
    if (entry == null) {
      throw new SnapshotException("%s: not a snapshot (no %s in it)".formatted(file, member));
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] content = in.readAllBytes();
      CRC32 crc = new CRC32();
      crc.update(content);
      if (crc.getValue() != entry.getCrc()) {
        throw new SnapshotException("%s: %s is damaged (wrong CRC)".formatted(file, member));
      }
      return content;
    } catch (EOFException | ZipException e) {
      throw new SnapshotException("%s: %s is damaged (%s)".formatted(file, member, reason(e)), e);
    }
  }

  private static String reason(Exception e) {
    return e instanceof EOFException ? "it ends too early" : e.getMessage();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
