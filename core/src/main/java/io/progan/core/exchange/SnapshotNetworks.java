package io.progan.core.exchange;

import io.progan.core.network.Network;
import io.progan.core.network.family.Networks;
import io.progan.core.snapshot.SnapshotInfo;
import io.progan.core.snapshot.SnapshotReader;
import io.progan.core.state.Slot;
import io.progan.dataset.numpy.NpyArray;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The networks of a snapshot as the original describes them. */
final class SnapshotNetworks {

  private SnapshotNetworks() {}

  /**
   * Reads them onto the heap.
   *
   * @throws io.progan.core.snapshot.SnapshotException if the file is no snapshot, or damaged
   * @throws IOException if it cannot be read
   */
  static OriginalNetworks read(Path file) throws IOException {
    try (SnapshotReader reader = new SnapshotReader(file)) {
      SnapshotInfo info = reader.info();
      RunConfig config = info.runConfig();
      Map<String, Object> g = OptionMapper.options((Record) config.generator(), info.dataset());
      Map<String, Object> d = OptionMapper.options((Record) config.discriminator(), info.dataset());
      Network maker = Networks.generator(config.generator(), info.dataset());
      Network judge = Networks.discriminator(config.discriminator(), info.dataset());
      return new OriginalNetworks(
          file,
          new OriginalNetwork(g, variables(reader, "G", maker)),
          new OriginalNetwork(d, variables(reader, "D", judge)),
          new OriginalNetwork(g, variables(reader, "Gs", maker)),
          OptionalDouble.of(info.kimg()),
          List.of());
    }
  }

  private static Map<String, NpyArray> variables(
      SnapshotReader reader, String prefix, Network network) throws IOException {
    Map<String, NpyArray> variables = new LinkedHashMap<>();
    variables.put(OriginalNetwork.LOD, NpyArray.of(new float[] {(float) reader.info().lod()}));
    for (Slot slot : network.slots()) {
      variables.put(slot.name(), reader.array(prefix, slot));
    }
    return variables;
  }
}
