package io.progan.app.exchange;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.core.exchange.ImportedNetworks;
import io.progan.core.exchange.NetworkFile;
import io.progan.core.exchange.SnapshotImport;
import io.progan.core.exchange.torch.TorchNetworks;
import io.progan.core.exchange.torch.TorchOptions;
import io.progan.core.snapshot.SnapshotInfo;
import io.progan.presets.config.BigGanGeneratorConfig;
import io.progan.presets.config.RunConfig;
import io.progan.presets.preset.ConfigRequest;
import io.progan.presets.preset.ConfigResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Brings networks of other programmes into a snapshot.
 *
 * @param preset how a training would go on; empty for one that suits the networks
 * @param kimg thousands of images that the networks have seen; empty to ask the file or the preset
 * @param torch what files of PyTorch do not tell
 * @param console gets notes
 */
public record Importer(
    Optional<String> preset, OptionalDouble kimg, TorchOptions torch, Console console) {

  /** Of networks that are not BigGAN's. */
  public static final String PRESET = "v2-1gpu";

  /** Of BigGAN's. */
  public static final String BIGGAN_PRESET = "biggan-128";

  /**
   * Reads networks and writes a snapshot.
   *
   * @param source a file of networks, or a folder of PyTorch's
   * @param out the snapshot; a file that is there is replaced
   * @throws IOException in one line, if the file cannot be imported or the snapshot not written
   */
  public ImportAnswer run(Path source, Path out) throws IOException {
    if (preset.isPresent()) {
      config(preset.get());
    }
    if (!Files.exists(source)) {
      throw CommandFailure.wrongUsage(
          source + ": no such file; name a file of networks, or a folder of PyTorch's");
    }
    ImportedNetworks imported = read(source);
    imported.notes().forEach(console::note);
    boolean bigGan = imported.generator() instanceof BigGanGeneratorConfig;
    RunConfig config = config(preset.orElse(bigGan ? BIGGAN_PRESET : PRESET));
    SnapshotInfo info = SnapshotImport.write(imported, config, kimg, out);
    return new ImportAnswer(source, out, info);
  }

  private static RunConfig config(String preset) {
    return ConfigResolver.resolve(ConfigRequest.ofPreset(preset));
  }

  private ImportedNetworks read(Path source) throws IOException {
    if (TorchNetworks.reads(source)) {
      return TorchNetworks.read(source, torch);
    }
    if (!torch.equals(TorchOptions.NONE)) {
      throw CommandFailure.wrongUsage(
          source + ": no file of PyTorch, for which --copy, --trunc, --sn-eps and --bn-eps are");
    }
    return ImportedNetworks.of(NetworkFile.read(source));
  }
}
