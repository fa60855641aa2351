package io.progan.core.exchange;

import io.progan.core.network.Network;
import io.progan.core.network.family.Networks;
import io.progan.dataset.numpy.NpyArray;
import io.progan.presets.config.ConfigException;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.DiscriminatorConfig;
import io.progan.presets.config.GeneratorConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Networks of others, checked and understood.
 *
 * @param file where they come from, for messages
 * @param weights their numbers
 * @param generator the options of G and Gs
 * @param discriminator the options of D
 * @param shape what the images look like
 * @param lod the level of detail of Gs
 * @param kimg thousands of images that they have seen, if the file says so
 * @param notes what a user should know, a line each
 */
public record ImportedNetworks(
    Path file,
    ImportedWeights weights,
    GeneratorConfig generator,
    DiscriminatorConfig discriminator,
    DatasetShape shape,
    double lod,
    OptionalDouble kimg,
    List<String> notes) {

  /** Copies the notes. */
  public ImportedNetworks {
    notes = List.copyOf(notes);
  }

  /**
   * Checks that three networks of the original belong together and that no variable is missing or
   * too many.
   *
   * @throws ExchangeException in one line, if they cannot be imported
   */
  public static ImportedNetworks of(OriginalNetworks networks) throws ExchangeException {
    OptionMapper g = mapper(networks, "G", networks.generator());
    OptionMapper d = mapper(networks, "D", networks.discriminator());
    OptionMapper gs = mapper(networks, "Gs", networks.average());
    DatasetShape shape = gs.shape();
    GeneratorConfig generator = gs.generator();
    same(networks, "G", g.generator(), generator);
    same(networks, "G", g.shape(), shape);
    same(networks, "D", d.shape(), shape);
    DiscriminatorConfig discriminator = d.discriminator();
    try {
      generator.checkShape(shape);
      discriminator.checkShape(shape);
    } catch (ConfigException e) {
      throw new ExchangeException("%s: %s".formatted(networks.file(), e.problem()), e);
    }
    Network maker = Networks.generator(generator, shape);
    Network judge = Networks.discriminator(discriminator, shape);
    new VariableCheck(networks.file() + ": G", networks.generator()).check(maker);
    new VariableCheck(networks.file() + ": D", networks.discriminator()).check(judge);
    new VariableCheck(networks.file() + ": Gs", networks.average()).check(maker);
    List<String> notes = new ArrayList<>(networks.notes());
    gs.note(notes);
    d.note(notes);
    double lod = lod(networks, shape, maker, notes);
    return new ImportedNetworks(
        networks.file(),
        networks::copyTo,
        generator,
        discriminator,
        shape,
        lod,
        networks.kimg(),
        notes);
  }

  private static OptionMapper mapper(OriginalNetworks networks, String name, OriginalNetwork of) {
    return new OptionMapper(networks.file() + ": " + name, of.options());
  }

  private static void same(OriginalNetworks networks, String name, Object options, Object gs)
      throws ExchangeException {
    if (!options.equals(gs)) {
      throw new ExchangeException(
          "%s: %s and Gs do not fit: %s, but %s".formatted(networks.file(), name, options, gs));
    }
  }

  /** The original runs every network at its own level; a snapshot has one for all. */
  private static double lod(
      OriginalNetworks networks, DatasetShape shape, Network maker, List<String> notes)
      throws ExchangeException {
    int coarsest = shape.resolutionLog2() - maker.stages().get(0).resolutionLog2();
    double lod = lod(networks.average());
    if (Double.isNaN(lod)) {
      throw new ExchangeException(networks.file() + ": Gs: lod is not a number");
    }
    if (lod(networks.generator()) != lod || lod(networks.discriminator()) != lod) {
      notes.add(
          "%s: G stands at lod %s, D at %s, Gs at %s; that of Gs is taken"
              .formatted(
                  networks.file(), lod(networks.generator()), lod(networks.discriminator()), lod));
    }
    return Math.max(0, Math.min(lod, coarsest));
  }

  private static double lod(OriginalNetwork network) {
    NpyArray lod = network.variables().get(OriginalNetwork.LOD);
    return lod.doubles()[0];
  }
}
