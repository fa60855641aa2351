package io.progan.app.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.core.benchmark.Spread;
import io.progan.core.benchmark.StageResult;
import io.progan.core.device.Machine;
import io.progan.presets.config.Kernels;
import java.util.TreeMap;

/** What a benchmark measured, for scripts: one JSON object. */
public final class BenchmarkJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode root = JSON.createObjectNode();
  private final ArrayNode stages;

  /**
   * An object without stages.
   *
   * @param nd4j ND4J with its version
   * @param replicas parts that each minibatch is split into
   */
  public BenchmarkJson(
      String nd4j, Machine machine, Kernels kernels, int iterations, int replicas) {
    stages = root.putArray("stages");
    root.put("nd4j", nd4j)
        .put("backend", machine.backend())
        .put("platform", machine.platform())
        .put("kernels", kernels.jsonName())
        .put("threads", machine.threads())
        .put("iterations", iterations)
        .put("replicas", replicas);
  }

  /** Adds a stage. */
  public void add(StageResult result) {
    ObjectNode node =
        stages
            .addObject()
            .put("resolution", result.stage().resolution())
            .put("fading", result.stage().fading())
            .put("lod", result.lod())
            .put("minibatch", result.minibatch())
            .put("warmUps", result.warmUps());
    put(node, "dataMs", result.dataMs());
    put(node, "dStepMs", result.discriminatorMs());
    put(node, "averageMs", result.averageMs());
    put(node, "gStepMs", result.generatorMs());
    node.put("secPerKimg", result.secondsPerKimg())
        .put("dStepGflop", result.discriminatorGflop())
        .put("gStepGflop", result.generatorGflop())
        .put("dStepGflopPerSec", result.discriminatorGflopPerSecond())
        .put("gStepGflopPerSec", result.generatorGflopPerSecond())
        .put("gflopPerSec", result.gflopPerSecond())
        .put("convolutionShare", result.convolutionShare())
        .put("overheadShare", result.overheadShare())
        .put("peakHeapBytes", result.peak().heapBytes())
        .put("peakOffHeapBytes", result.peak().offHeapBytes())
        .put("peakResidentBytes", result.peak().residentBytes())
        .put("bufferBytes", result.bufferBytes());
    node.set("operationMs", JSON.valueToTree(new TreeMap<>(result.operationMs())));
  }

  private static void put(ObjectNode node, String name, Spread spread) {
    node.put(name, spread.median());
    node.putArray(name + "Quartiles").add(spread.lower()).add(spread.upper());
  }

  /** The object in one line or several, with an end of line. */
  public String text() {
    return root.toPrettyString().replace(System.lineSeparator(), "\n") + "\n";
  }
}
