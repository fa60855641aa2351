package io.progan.app.exchange;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.core.exchange.ImportedNetworks;
import io.progan.core.exchange.NetworkFile;
import io.progan.core.exchange.SnapshotImport;
import io.progan.core.snapshot.SnapshotInfo;
import io.progan.presets.config.RunConfig;
import io.progan.presets.preset.ConfigRequest;
import io.progan.presets.preset.ConfigResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * Brings networks of other programmes into a snapshot.
 *
 * @param preset how a training would go on
 * @param kimg thousands of images that the networks have seen; empty to ask the file or the preset
 * @param console gets notes
 */
public record Importer(String preset, OptionalDouble kimg, Console console) {

  /**
   * Reads a file of networks and writes a snapshot.
   *
   * @param file the networks
   * @param out the snapshot; a file that is there is replaced
   * @throws IOException in one line, if the file cannot be imported or the snapshot not written
   */
  public ImportAnswer run(Path file, Path out) throws IOException {
    RunConfig config = ConfigResolver.resolve(ConfigRequest.ofPreset(preset));
    if (!Files.isRegularFile(file)) {
      String what = Files.isDirectory(file) ? "a folder, not a file" : "no such file";
      throw CommandFailure.wrongUsage(file + ": " + what + "; name a file of networks");
    }
    ImportedNetworks imported = ImportedNetworks.of(NetworkFile.read(file));
    imported.notes().forEach(console::note);
    SnapshotInfo info = SnapshotImport.write(imported, config, kimg, out);
    return new ImportAnswer(file, out, info);
  }
}
