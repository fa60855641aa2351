package io.progan.core.plan.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;

import io.progan.core.plan.routine.BoundRoutine;
import io.progan.core.plan.routine.Routine;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs a primitive. What it writes is the result and, where it takes scratch memory, an array for
 * that. Arrays lie in C order; those of images, of scratch memory and of weights in oneDNN's
 * layouts must start at a multiple of 64 bytes, for Winograd's primitives write past the caches.
 *
 * @param primitive what is computed
 */
public record OneDnnRoutine(Primitive primitive) implements Routine {

  /**
   * Below so many bytes of all arrays one thread computes: waiting for the others would take
   * longer, and many times longer where other processes keep the processor busy.
   */
  private static final long ONE_THREAD_BYTES = 128 << 10;

  @Override
  public BoundRoutine bind(INDArray[] read, INDArray[] written) {
    long bytes = written[0].length() * written[0].dataType().width();
    for (INDArray array : read) {
      bytes += array.length() * array.dataType().width();
    }
    return bytes < ONE_THREAD_BYTES
        ? OneThread.make(() -> create(read, written))
        : create(read, written);
  }

  private BoundRoutine create(INDArray[] read, INDArray[] written) {
    Bound bound = new Bound(primitive.name(), read, written);
    try (Description description = primitive.describe().orElseThrow()) {
      long scratch = written.length > 1 ? written[1].length() * Float.BYTES : 0;
      if (description.scratchBytes() > scratch) {
        throw new IllegalStateException(
            "%s takes %d bytes of scratch memory, and has %d"
                .formatted(primitive, description.scratchBytes(), scratch));
      }
      bound.create(description, arguments(scratch > 0));
      return bound;
    } catch (RuntimeException | OutOfMemoryError e) {
      bound.close();
      throw e;
    }
  }

  private List<Integer> arguments(boolean scratch) {
    List<Integer> arguments = new ArrayList<>(primitive.reads());
    arguments.add(primitive.writes());
    if (scratch) {
      arguments.add(DNNL_ARG_SCRATCHPAD);
    }
    return arguments;
  }

  private static final class Bound implements BoundRoutine {

    private final String name;
    private final List<INDArray> arrays = new ArrayList<>();
    private final List<dnnl_memory> memories = new ArrayList<>();
    private final dnnl_primitive primitive = new dnnl_primitive();
    private dnnl_exec_arg_t arguments;

    Bound(String name, INDArray[] read, INDArray[] written) {
      this.name = name;
      arrays.addAll(List.of(read));
      arrays.addAll(List.of(written));
    }

    void create(Description description, List<Integer> numbers) {
      OneDnn.check(dnnl_primitive_create(primitive, description.pointer()), name);
      arguments = new dnnl_exec_arg_t(numbers.size());
      for (int i = 0; i < numbers.size(); i++) {
        dnnl_memory memory = new dnnl_memory();
        OneDnn.check(
            dnnl_memory_create(
                memory,
                description.layout(numbers.get(i)),
                OneDnn.engine(),
                address(arrays.get(i))),
            "an array");
        memories.add(memory);
        arguments.position(i).arg(numbers.get(i)).memory(memory);
      }
      arguments.position(0);
    }

    /** Where an array begins. */
    private static Pointer address(INDArray array) {
      long bytes = array.offset() * array.dataType().width();
      return new Address(array.data().pointer().address() + bytes);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void run() {
      OneDnn.check(
          dnnl_primitive_execute(primitive, OneDnn.stream(), memories.size(), arguments), name);
    }

    @Override
    public void close() {
      memories.forEach(memory -> dnnl_memory_destroy(memory));
      memories.clear();
      if (!primitive.isNull()) {
        dnnl_primitive_destroy(primitive);
        primitive.setNull();
      }
      if (arguments != null) {
        arguments.close();
      }
    }
  }

  /** A place in memory that belongs to somebody else. */
  private static final class Address extends Pointer {

    Address(long address) {
      this.address = address;
    }
  }
}
