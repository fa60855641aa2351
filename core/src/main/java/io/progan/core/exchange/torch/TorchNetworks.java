package io.progan.core.exchange.torch;

import io.progan.core.exchange.ExchangeException;
import io.progan.core.exchange.ImportedNetworks;
import io.progan.core.exchange.NewDiscriminator;
import io.progan.core.network.Network;
import io.progan.core.network.family.Networks;
import io.progan.core.state.StateVector;
import io.progan.core.training.state.TrainingState;
import io.progan.dataset.torch.TorchFile;
import io.progan.presets.config.BigGanDiscriminatorConfig;
import io.progan.presets.config.ConfigException;
import io.progan.presets.config.DiscriminatorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads BigGAN's networks from files of PyTorch. Everything about them is told by names and shapes
 * of tensors, which are checked before any element is read.
 */
public final class TorchNetworks {

  private static final List<String> ENDINGS = List.of(".pth", ".pt", ".bin");

  private final Path source;
  private final TorchOptions options;
  private final List<String> notes = new ArrayList<>();

  private TorchNetworks(Path source, TorchOptions options) {
    this.source = source;
    this.options = options;
  }

  /** Whether a file is for this reader: by its name, or else its content; or a folder. */
  public static boolean reads(Path path) throws IOException {
    String name = path.toAbsolutePath().getFileName().toString().toLowerCase(Locale.ROOT);
    return Files.isDirectory(path)
        || (Files.isRegularFile(path)
            && (ENDINGS.stream().anyMatch(name::endsWith) || TorchFile.isTorchFile(path)));
  }

  /**
   * Reads a folder of BigGAN-PyTorch's checkpoints, or a single file of a generator.
   *
   * @return networks whose numbers are read when they are copied; the files must stay until then
   * @throws ExchangeException in one line, if they are no networks of BigGAN's
   * @throws io.progan.dataset.DatasetException if a file is damaged, or names what is not read
   * @throws IOException if a file cannot be read
   */
  public static ImportedNetworks read(Path path, TorchOptions options) throws IOException {
    return new TorchNetworks(path, options).read();
  }

  private ImportedNetworks read() throws IOException {
    if (options.copy().isPresent() && !Files.isDirectory(source)) {
      throw new ExchangeException(source + ": is a file; --copy chooses in a folder");
    }
    Checkpoint files =
        Files.isDirectory(source)
            ? Checkpoint.of(source, options.copy())
            : new Checkpoint(source, Map.of(Checkpoint.GENERATOR, source));
    TrainingRecord record = TrainingRecord.read(files.file(Checkpoint.RECORD));
    Untold untold = Untold.of(options, record);
    Optional<Path> g = files.file(Checkpoint.GENERATOR);
    Optional<Path> average = files.file(Checkpoint.AVERAGE);
    if (g.isEmpty() && average.isEmpty()) {
      throw new ExchangeException(
          source + ": holds no generator; G.pth or G_ema.pth is needed beside D.pth");
    }
    GeneratorFile gs = generator(average.orElseGet(g::orElseThrow), untold);
    GeneratorFile raw = g.isPresent() && average.isPresent() ? generator(g.get(), untold) : gs;
    raw.checkFits(gs);
    if (raw.path().equals(gs.path())) {
      notes.add("%s: its generator stands for both G and Gs, the average".formatted(gs.path()));
    }
    if (!gs.assumed().isEmpty()) {
      notes.add(
          "%s: takes %s, which it does not tell"
              .formatted(source, String.join(" and ", gs.assumed())));
    }
    Optional<Path> d = files.file(Checkpoint.DISCRIMINATOR);
    DiscriminatorConfig judge = judge(d, gs, untold);
    check(gs, judge);
    return new ImportedNetworks(
        source,
        state -> copy(state, raw, gs, d),
        gs.config(),
        judge,
        gs.shape(),
        0,
        record.kimg(),
        notes);
  }

  private GeneratorFile generator(Path path, Untold untold) throws IOException {
    GeneratorFile file = GeneratorFile.read(path, options, untold);
    file.notes().forEach(note -> notes.add(path + ": " + note));
    return file;
  }

  private DiscriminatorConfig judge(Optional<Path> path, GeneratorFile gs, Untold untold)
      throws IOException {
    if (path.isEmpty()) {
      notes.add(source + ": holds no D; a new one, which knows nothing, is put in its place");
      return NewDiscriminator.config(source, gs.config(), gs.shape());
    }
    try (Tensors tensors = TensorFile.openFirst(path.get(), options)) {
      TensorShapes shapes = new TensorShapes(path.get().toString(), tensors.shapes());
      if (!DiscriminatorShapes.areOf(shapes)) {
        throw shapes.problem("is no discriminator of BigGAN's");
      }
      DiscriminatorShapes told = new DiscriminatorShapes(shapes);
      if (!told.shape().equals(gs.shape())) {
        throw shapes.problem(
            "judges %s, but %s makes %s".formatted(told.shape(), gs.path(), gs.shape()));
      }
      BigGanDiscriminatorConfig config = told.config(untold.discriminator());
      new SlotCopy(shapes.where(), Networks.discriminator(config, gs.shape()))
          .check(tensors.shapes());
      return config;
    }
  }

  private void check(GeneratorFile gs, DiscriminatorConfig judge) throws ExchangeException {
    try {
      judge.checkShape(gs.shape());
    } catch (ConfigException e) {
      throw new ExchangeException(
          "%s: discriminator.%s: %s".formatted(source, e.key(), e.problem()), e);
    }
  }

  private void copy(TrainingState state, GeneratorFile raw, GeneratorFile gs, Optional<Path> d)
      throws IOException {
    gs.copyTo(state.generator(), state.averageWeights());
    if (raw.path().equals(gs.path())) {
      state.generatorWeights().assign(state.averageWeights());
    } else {
      raw.copyTo(state.generator(), state.generatorWeights());
    }
    StateVector judge = state.discriminatorWeights();
    if (d.isEmpty()) {
      NewDiscriminator.initialize(judge);
      return;
    }
    Network network = state.discriminator();
    try (Tensors tensors = TensorFile.openAgain(d.get(), options)) {
      new SlotCopy(d.get().toString(), network).copy(tensors, judge);
    }
  }
}
