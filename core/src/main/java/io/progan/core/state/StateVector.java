package io.progan.core.state;

import io.progan.dataset.numpy.RandomState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * One contiguous vector of numbers, one for each element of a network's slots: first the trained
 * half, then the kept half. Holds the state itself, or gradients or moments of the trained half.
 * The named arrays are views of the vector, so that whoever treats all slots alike (optimiser,
 * moving average, snapshot) works on the vector.
 *
 * <p>Owns the native memory; freed by {@link #close()}.
 */
public final class StateVector implements AutoCloseable {

  private final List<Slot> slots;
  private final INDArray vector;
  private final INDArray trained;
  private final Map<String, INDArray> views = new LinkedHashMap<>();

  /**
   * Allocates a vector of zeros.
   *
   * @param slots the slots in the network's order, in which they lie in each half
   * @param dataType FLOAT or DOUBLE
   */
  public StateVector(List<Slot> slots, DataType dataType) {
    this.slots = List.copyOf(slots);
    this.vector = Nd4j.create(dataType, slots.stream().mapToLong(Slot::length).sum());
    long offset = 0;
    for (Slot slot : inHalves(slots)) {
      INDArray part = vector.get(NDArrayIndex.interval(offset, offset + slot.length()));
      views.put(slot.name(), part.reshape('c', slot.shape()));
      offset += slot.length();
    }
    long trainedLength = trainedSlots().stream().mapToLong(Slot::length).sum();
    this.trained =
        trainedLength == vector.length()
            ? vector
            : vector.get(NDArrayIndex.interval(0, trainedLength));
  }

  private static List<Slot> inHalves(List<Slot> slots) {
    return Stream.concat(
            slots.stream().filter(Slot::trained), slots.stream().filter(slot -> !slot.trained()))
        .toList();
  }

  /** The slots in the network's order. */
  public List<Slot> slots() {
    return slots;
  }

  private List<Slot> trainedSlots() {
    return slots.stream().filter(Slot::trained).toList();
  }

  /** The whole vector, both halves; it stays owned by this object. */
  public INDArray vector() {
    return vector;
  }

  /** The trained half, a view of the vector, never to be freed. */
  public INDArray trained() {
    return trained;
  }

  /** The type of all numbers. */
  public DataType dataType() {
    return vector.dataType();
  }

  /** The part of the vector that belongs to a slot, in its shape: a view, never to be freed. */
  public INDArray view(String name) {
    INDArray view = views.get(name);
    if (view == null) {
      throw new IllegalArgumentException("no slot " + name);
    }
    return view;
  }

  /** A new vector of zeros for the same slots; owned by the caller. */
  public StateVector zeros() {
    return new StateVector(slots, dataType());
  }

  /** A new vector of zeros for the trained slots: gradients or moments; owned by the caller. */
  public StateVector trainedZeros() {
    return new StateVector(trainedSlots(), dataType());
  }

  /** Copies all numbers of a vector for the same slots. */
  public void assign(StateVector other) {
    vector.assign(other.vector);
  }

  /**
   * Gives every slot its initial values, in the network's order.
   *
   * @param random the source of the draws
   */
  public void initialize(RandomState random) {
    for (Slot slot : slots) {
      double[] values = slot.initializer().values(random, slot.shape());
      try (INDArray copy = Nd4j.createFromArray(values)) {
        view(slot.name()).assign(copy.reshape(slot.shape()));
      }
    }
  }

  /** Frees the vector. */
  @Override
  public void close() {
    vector.close();
  }
}
