package io.progan.core.snapshot;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.core.dataset.OrderState;
import io.progan.core.device.HostValues;
import io.progan.core.state.Slot;
import io.progan.core.state.StateVector;
import io.progan.core.training.state.TrainingState;
import io.progan.dataset.numpy.NpyArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes the networks and the optimisers' moments as one {@code .npz} file. Array names are the
 * original's variable names after {@code G/}, {@code D/} and {@code Gs/}.
 */
public final class SnapshotWriter {

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
          NpzWriter npz = new NpzWriter(out);
          describe(npz, info);
          for (Map.Entry<String, StateVector> e : Snapshot.vectors(state).entrySet()) {
            for (Slot slot : e.getValue().slots()) {
              INDArray view = e.getValue().view(slot.name());
              npz.array(Snapshot.array(e.getKey(), slot.name()), array(view));
            }
          }
          npz.finish();
        });
  }

  /** The window of the images' order may be long, so it is an array of its own. */
  private static void describe(NpzWriter npz, SnapshotInfo info) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    OrderState order = info.position().order();
    if (order == null) {
      npz.member(Snapshot.INFO, mapper.writeValueAsBytes(info));
      return;
    }
    SnapshotInfo brief = info.withPosition(info.position().withOrder(order.withWindow(new int[0])));
    npz.member(Snapshot.INFO, mapper.writeValueAsBytes(brief));
    npz.array(Snapshot.ORDER_WINDOW, NpyArray.of(order.window(), order.window().length));
  }

  private static NpyArray array(INDArray view) {
    int[] shape = Arrays.stream(view.shape()).mapToInt(Math::toIntExact).toArray();
    return view.dataType() == DataType.DOUBLE
        ? NpyArray.of(HostValues.doubles(view), shape)
        : NpyArray.of(HostValues.floats(view), shape);
  }
}
