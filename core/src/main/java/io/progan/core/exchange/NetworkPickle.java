package io.progan.core.exchange;

import io.progan.dataset.pickle.PickleReader;
import io.progan.dataset.pickle.PickledObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads the network pickles of the original: a tuple of G, D and Gs. Each is an object that holds
 * the name and options of the function that built it, that function's source code, which is never
 * run here, and the variables. Networks of the older Theano implementation are read, too.
 */
public final class NetworkPickle {

  private static final PickleReader READER =
      PickleReader.allowing("tfutil.Network", "network.Network");
  private static final List<String> NAMES = List.of("G", "D", "Gs");
  private static final int VERSION = 2;

  /** An attribute that only networks of the Theano implementation have. */
  private static final String THEANO = "build_func_spec";

  private NetworkPickle() {}

  /**
   * Reads a pickle.
   *
   * @throws ExchangeException if it does not hold three networks that can be imported; one line
   * @throws io.progan.dataset.DatasetException if it is damaged, or names anything but networks
   * @throws IOException if it cannot be read
   */
  public static OriginalNetworks read(Path file) throws IOException {
    Object value = READER.read(file);
    if (!(value instanceof List<?> networks) || networks.size() != NAMES.size()) {
      String found =
          value instanceof List<?> list ? "a list of " + list.size() : PickledState.kind(value);
      throw new ExchangeException(
          "%s: not a pickle of networks: holds %s instead of the three networks G, D and Gs"
              .formatted(file, found));
    }
    return new OriginalNetworks(
        file,
        network(state(file, networks, 0), "G_paper"),
        network(state(file, networks, 1), "D_paper"),
        network(state(file, networks, 2), "G_paper"));
  }

  private static PickledState state(Path file, List<?> networks, int index)
      throws ExchangeException {
    String where = file + ": " + NAMES.get(index);
    if (networks.get(index) instanceof PickledObject object
        && object.state() instanceof Map<?, ?> state) {
      return new PickledState(where, state);
    }
    throw new ExchangeException(
        where + ": not a network, but " + PickledState.kind(networks.get(index)));
  }

  private static OriginalNetwork network(PickledState state, String function)
      throws ExchangeException {
    if (!state.attributes().containsKey("version") && state.attributes().containsKey(THEANO)) {
      return TheanoNetwork.convert(state, function.startsWith("G"));
    }
    long version = state.integer("version");
    if (version != VERSION) {
      throw state.problem(
          "has version %d, and only %d can be imported".formatted(version, VERSION));
    }
    String built = state.text("build_func_name");
    if (!built.equals(function)) {
      throw state.problem(
          "is built by '%s', and only '%s' can be imported here".formatted(built, function));
    }
    return new OriginalNetwork(state.options("static_kwargs"), state.variables("variables"));
  }
}
