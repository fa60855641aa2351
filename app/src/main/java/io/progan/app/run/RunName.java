package io.progan.app.run;

import io.progan.presets.config.DatasetConfig;
import io.progan.presets.config.DatasetKind;
import io.progan.presets.config.RunConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The words in a run folder's name: {@code pgan-celebahq-preset-v2-1gpu-fp32-nogrowing}. */
final class RunName {

  private static final Set<String> BEFORE_PRESET = Set.of("cond", "cond1", "g4k", "grpc");
  private static final String SYNTHETIC_PREFIX = "syn";

  private RunName() {}

  static String of(RunConfig config, String preset, List<String> overlays) {
    String dtype = config.generator().dtype().shortName();
    boolean synthetic = config.dataset().kind() == DatasetKind.SYNTHETIC;
    List<String> words = new ArrayList<>(List.of("pgan", dataset(config.dataset())));
    overlays.stream().filter(BEFORE_PRESET::contains).forEach(words::add);
    words.add("preset");
    words.add(preset);
    words.add(dtype);
    overlays.stream()
        .filter(overlay -> !BEFORE_PRESET.contains(overlay) && !overlay.equals(dtype))
        .filter(overlay -> !synthetic || !overlay.startsWith(SYNTHETIC_PREFIX))
        .forEach(words::add);
    return String.join("-", words);
  }

  private static String dataset(DatasetConfig dataset) {
    if (dataset.kind() == DatasetKind.SYNTHETIC) {
      return SYNTHETIC_PREFIX
          + dataset.resolution()
          + (dataset.numChannels() == 1 ? "grey" : "rgb");
    }
    String folder = dataset.tfrecordDir().replaceAll("[/\\\\]+$", "");
    return folder.replaceAll("^.*[/\\\\]", "").replaceAll("[^\\p{Alnum}._-]", "_");
  }
}
