package io.progan.core.plan.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;
import static org.bytedeco.dnnl.global.dnnl.dnnl_out_of_memory;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.Loader;

/** The library, loaded when it is first asked for. */
public final class OneDnn {

  /** The channels that lie next to each other in the blocked layout. */
  public static final int BLOCK = 16;

  private final dnnl_engine engine = new dnnl_engine();
  private final dnnl_stream stream = new dnnl_stream();

  private OneDnn() {
    check(dnnl_engine_create(engine, dnnl_cpu, 0), "an engine");
    check(dnnl_stream_create(stream, engine, dnnl_stream_default_flags), "a stream");
  }

  /** Why the library cannot be loaded, in words; empty if it can. */
  public static Optional<String> problem() {
    return Optional.ofNullable(Loaded.FAILURE)
        .map(failure -> failure.toString().lines().findFirst().orElseThrow());
  }

  /**
   * Whether this platform has the library, it loads, and it uses AVX-512: on other processors the
   * blocked layout of sixteen channels has slow implementations only.
   */
  public static boolean isFast() {
    return Loaded.LIBRARY != null
        && (dnnl_get_effective_cpu_isa() & dnnl_cpu_isa_avx512_core) == dnnl_cpu_isa_avx512_core;
  }

  static dnnl_engine engine() {
    return library().engine;
  }

  static dnnl_stream stream() {
    return library().stream;
  }

  private static OneDnn library() {
    if (Loaded.LIBRARY == null) {
      throw new IllegalStateException("oneDNN cannot be loaded", Loaded.FAILURE);
    }
    return Loaded.LIBRARY;
  }

  /**
   * Checks what a function of the library returned.
   *
   * @param what was asked for
   * @throws OutOfMemoryError if memory did not suffice
   * @throws IllegalStateException if the call failed otherwise
   */
  static void check(int status, String what) {
    if (status == dnnl_out_of_memory) {
      throw new OutOfMemoryError("oneDNN has no memory for " + what);
    }
    if (status != dnnl_success) {
      throw new IllegalStateException("oneDNN refuses " + what + ": status " + status);
    }
  }

  /** Holds the library for as long as the process runs. */
  private static final class Loaded {

    static final OneDnn LIBRARY;
    static final Throwable FAILURE;

    static {
      OneDnn library = null;
      Throwable failure = null;
      try {
        library = load();
      } catch (LinkageError | RuntimeException e) {
        failure = e;
      }
      LIBRARY = library;
      FAILURE = failure;
    }

    private static OneDnn load() {
      Loader.load(org.bytedeco.dnnl.global.dnnl.class);
      return new OneDnn();
    }
  }
}
