package io.progan.app.exchange;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.app.console.CommandFailure;
import io.progan.app.console.ExitCode;
import io.progan.app.console.HumanFormat;
import io.progan.core.device.DataTypes;
import io.progan.core.generate.Generator;
import io.progan.core.generate.WeightSet;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.family.Networks;
import io.progan.core.snapshot.AtomicFile;
import io.progan.core.snapshot.SnapshotReader;
import io.progan.core.state.StateVector;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.Dtype;
import io.progan.presets.config.GeneratorConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * Writes a generator for ONNX Runtime, which computes in float32.
 *
 * @param generator the generator, in float32
 * @param snapshot where its weights are
 * @param weights which of them
 */
public record OnnxExport(Generator generator, Path snapshot, WeightSet weights) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What was written.
   *
   * @param file the model
   * @param generator what it was made from
   * @param difference from the generator's images, the largest; empty without a check
   */
  public record Answer(Path file, Generator generator, OptionalDouble difference) {

    /** One line. */
    public String text() {
      String checked =
          difference.isPresent()
              ? "images differ by at most %.1e from the generator's"
                  .formatted(difference.getAsDouble())
              : "not checked";
      return "%s: %dx%d at lod %s, operator set %d; %s"
          .formatted(
              file,
              generator.resolution(),
              generator.resolution(),
              HumanFormat.number(generator.lod()),
              OnnxGenerator.OPERATOR_SET,
              checked);
    }

    /** The same as JSON. */
    public String json() {
      ObjectNode answer = JSON.createObjectNode();
      answer.put("file", file.toString());
      answer.put("resolution", generator.resolution());
      answer.put("channels", generator.channels());
      answer.put("latentSize", generator.latentSize());
      answer.put("labelSize", generator.labelSize());
      answer.put("lod", generator.lod());
      answer.put("operatorSet", OnnxGenerator.OPERATOR_SET);
      difference.ifPresent(value -> answer.put("largestDifference", value));
      return answer.toPrettyString();
    }
  }

  /**
   * Writes the model; with a check only if ONNX Runtime makes the same images with it.
   *
   * @throws CommandFailure if it does not
   * @throws IOException if the snapshot cannot be read or the file not be written
   */
  public Answer write(Path file, boolean check) throws IOException {
    byte[] model = model();
    OptionalDouble difference = OptionalDouble.empty();
    if (check) {
      double found = OnnxCheck.difference(model, generator);
      if (!(found <= OnnxCheck.TOLERANCE)) {
        throw new CommandFailure(
            ExitCode.FAILED,
            ("%s: not written: images of ONNX Runtime differ by %.1e, more than %.0e; networks of few"
                    + " feature maps at high resolutions amplify rounding so. --no-check writes it")
                .formatted(file, found, OnnxCheck.TOLERANCE));
      }
      difference = OptionalDouble.of(found);
    }
    AtomicFile.write(file, out -> out.write(model));
    return new Answer(file, generator, difference);
  }

  private byte[] model() throws IOException {
    if (generator.comparesImages()) {
      throw CommandFailure.wrongUsage(
          "--together: images of this network depend on each other through batch norm, which a model"
              + " cannot say; export it with --together averages");
    }
    GeneratorConfig config =
        GeneratorConfig.withDtype(generator.info().runConfig().generator(), Dtype.FLOAT32);
    DatasetShape shape = generator.info().dataset();
    GeneratorNetwork network = Networks.generator(config, shape);
    try (SnapshotReader reader = new SnapshotReader(snapshot);
        StateVector vector = new StateVector(network.slots(), DataTypes.of(config.dtype()))) {
      reader.restore(weights == WeightSet.G ? "G" : "Gs", vector);
      return new OnnxGenerator(network, vector).model(generator.lod());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          ExitCode.FAILED, snapshot + ": cannot be written as ONNX: " + e.getMessage(), e);
    }
  }
}
