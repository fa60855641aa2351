package io.progan.core.snapshot;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.core.dataset.OrderState;
import io.progan.core.layer.Parameter;
import io.progan.core.network.ParameterVector;
import io.progan.core.training.TrainingState;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes the networks and the optimisers' moments as one {@code .npz} file: a zip of NumPy arrays
 * that {@code numpy.load} opens. Array names are the original's variable names after {@code G/},
 * {@code D/} and {@code Gs/}.
 */
public final class SnapshotWriter {

  /** Every member gets the same date, in any time zone, so that equal networks give equal files. */
  private static final LocalDateTime NO_DATE = LocalDateTime.of(1980, 1, 2, 0, 0);

  private SnapshotWriter() {}

  /**
   * Writes a snapshot; the file appears under its name only when it is complete and on the disk.
   *
   * @param file where to; replaced if it exists
   * @param state the networks
   * @param info what the snapshot says about itself
   * @throws IOException if it cannot be written; nothing is left behind
   */
  public static void write(Path file, TrainingState state, SnapshotInfo info) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          describe(zip, info);
          for (Map.Entry<String, ParameterVector> e : Snapshot.vectors(state).entrySet()) {
            for (Parameter parameter : e.getValue().parameters()) {
              INDArray view = e.getValue().view(parameter.name());
              member(zip, Snapshot.member(e.getKey(), parameter.name()), npy(view));
            }
          }
          zip.finish();
        });
  }

  /** The window of the images' order may be long, so it is an array of its own. */
  private static void describe(ZipOutputStream zip, SnapshotInfo info) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    OrderState order = info.position().order();
    if (order == null) {
      member(zip, Snapshot.INFO, mapper.writeValueAsBytes(info));
      return;
    }
    SnapshotInfo brief = info.withPosition(info.position().withOrder(order.withWindow(new int[0])));
    member(zip, Snapshot.INFO, mapper.writeValueAsBytes(brief));
    ByteArrayOutputStream window = new ByteArrayOutputStream();
    NpyWriter.write(window, NpyArray.of(order.window(), order.window().length));
    member(zip, Snapshot.ORDER_WINDOW, window.toByteArray());
  }

  private static byte[] npy(INDArray view) throws IOException {
    int[] shape = Arrays.stream(view.shape()).mapToInt(Math::toIntExact).toArray();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (INDArray copy = view.dup('c')) {
      INDArray flat = copy.reshape(copy.length());
      NpyWriter.write(
          bytes,
          flat.dataType() == DataType.DOUBLE
              ? NpyArray.of(flat.toDoubleVector(), shape)
              : NpyArray.of(flat.toFloatVector(), shape));
    }
    return bytes.toByteArray();
  }

  /** Weights do not compress, so members are stored as they are. */
  private static void member(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(NO_DATE);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
