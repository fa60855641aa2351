package io.progan.core.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * What computes: together with configuration, seed and images all that the bits of a training
 * follow from. Sums over threads are split by their number, and the libraries choose their loops by
 * the processor.
 *
 * @param backend ND4J's backend, for example {@code CpuBackend}
 * @param nd4j ND4J's version
 * @param platform the build of its native library, for example {@code linux-x86_64-onednn-avx512}
 * @param processor the processor's model, as the system names it
 * @param threads native threads that an operation may use
 */
public record Machine(
    @JsonProperty(required = true) String backend,
    @JsonProperty(required = true) String nd4j,
    @JsonProperty(required = true) String platform,
    @JsonProperty(required = true) String processor,
    @JsonProperty(required = true) int threads) {

  private static final String VERSION = "/META-INF/maven/org.nd4j/nd4j-api/pom.properties";

  /** What computes in this process; loads ND4J. */
  public static Machine current() {
    String extension = System.getProperty("javacpp.platform.extension", "");
    return new Machine(
        Nd4j.getBackend().getClass().getSimpleName(),
        version(),
        Loader.getPlatform() + extension,
        Processor.model(),
        NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads());
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in = Nd4j.class.getResourceAsStream(VERSION)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      // as if it were not there
    }
    return properties.getProperty("version", "unknown");
  }

  /**
   * Sets how many native threads an operation may use: OpenMP's, which are those of oneDNN and of
   * matrix products, and those of ND4J's own loops. Holds for operations of the calling thread.
   *
   * @param threads 1 or more
   */
  public static void useThreads(int threads) {
    Nd4j.getEnvironment().setMaxThreads(threads); // loads ND4J, which has to come first
    Nd4j.getEnvironment().setMaxMasterThreads(threads);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
  }

  /**
   * Why this machine may not give the same bits as another.
   *
   * @return what differs, in words; empty if they give the same
   */
  public Optional<String> difference(Machine other) {
    List<String> differences = new ArrayList<>();
    compare(differences, "backend", other.backend, backend);
    compare(differences, "ND4J", other.nd4j, nd4j);
    compare(differences, "native library", other.platform, platform);
    compare(differences, "processor", other.processor, processor);
    compare(differences, "native threads", "" + other.threads, "" + threads);
    return differences.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", differences));
  }

  private static void compare(List<String> differences, String what, String before, String now) {
    if (!before.equals(now)) {
      differences.add("%s %s instead of %s".formatted(what, now, before));
    }
  }
}
