package io.progan.core.exchange.torch;

import io.progan.core.exchange.ExchangeException;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.family.Networks;
import io.progan.core.state.StateVector;
import io.progan.presets.config.BigGanGeneratorConfig;
import io.progan.presets.config.ConfigException;
import io.progan.presets.config.DatasetShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of a generator, understood and checked but for its numbers.
 *
 * @param path the file
 * @param reading how it was read, and will be
 * @param config the options
 * @param shape what the images look like
 * @param notes what a user should know, without the file's name
 * @param assumed options that neither the file nor the user has said
 */
record GeneratorFile(
    Path path,
    TorchOptions reading,
    BigGanGeneratorConfig config,
    DatasetShape shape,
    List<String> notes,
    List<String> assumed) {

  private static final String NORM_EPSILON = "bnEpsilon";

  /**
   * Reads all but the numbers.
   *
   * @param untold what tensors do not tell
   * @throws ExchangeException if it is no generator of BigGAN's
   */
  static GeneratorFile read(Path path, TorchOptions reading, Untold untold) throws IOException {
    try (Tensors tensors = TensorFile.openFirst(path, reading)) {
      TensorShapes shapes = new TensorShapes(path.toString(), tensors.shapes());
      checkKind(shapes);
      GeneratorShapes names = new GeneratorShapes(shapes);
      DatasetShape shape = names.shape();
      Map<String, Object> options = new HashMap<>(untold.generator());
      options.putAll(tensors.told());
      BigGanGeneratorConfig config = names.config(options);
      try {
        config.checkShape(shape);
      } catch (ConfigException e) {
        throw new ExchangeException("%s: %s: %s".formatted(path, e.key(), e.problem()), e);
      }
      new SlotCopy(path.toString(), Networks.generator(config, shape)).check(tensors.shapes());
      boolean told = tensors.told().containsKey(NORM_EPSILON);
      return new GeneratorFile(
          path, reading, config, shape, tensors.notes(), told ? List.of() : untold.assumed());
    }
  }

  private static void checkKind(TensorShapes shapes) throws ExchangeException {
    if (DiscriminatorShapes.areOf(shapes)) {
      throw shapes.problem(
          "is a discriminator; a generator is needed, beside which it may lie in a folder as D.pth");
    }
    if (!shapes.has(GeneratorShapes.MARK)) {
      throw shapes.problem(
          shapes.shapes().isEmpty()
              ? "holds no tensors"
              : "is no generator of BigGAN's: %s is missing, the first tensor is '%s'"
                  .formatted(GeneratorShapes.MARK, shapes.shapes().keySet().iterator().next()));
    }
  }

  /**
   * Checks that two are of one training.
   *
   * @throws ExchangeException if their options or images differ
   */
  void checkFits(GeneratorFile other) throws ExchangeException {
    if (!config.equals(other.config) || !shape.equals(other.shape)) {
      throw new ExchangeException(
          "%s and %s do not fit: %s of %s, but %s of %s"
              .formatted(path, other.path, config, shape, other.config, other.shape));
    }
  }

  /** Copies the numbers into a network of the same options. */
  void copyTo(GeneratorNetwork network, StateVector vector) throws IOException {
    try (Tensors tensors = TensorFile.openAgain(path, reading)) {
      new SlotCopy(path.toString(), network).copy(tensors, vector);
    }
  }
}
