package io.progan.presets.preset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the user asked for, to be resolved by {@link ConfigResolver}.
 *
 * @param preset name of a preset; null for {@value PresetLibrary#DEFAULT_PRESET}
 * @param overlays names of overlays, each on top of the one before
 * @param datasetName a dataset's name or folder, in place of the preset's; null for the preset's
 * @param options values by path, for example {@code train.totalKimg}: numbers, strings, booleans,
 *     lists or JSON trees
 * @param settings texts {@code PATH=VALUE}, on top of everything else; the value is JSON, or else
 *     taken as a string
 */
public record ConfigRequest(
    String preset,
    List<String> overlays,
    String datasetName,
    Map<String, Object> options,
    List<String> settings) {

  /** Copies the collections; null stands for an empty one. */
  public ConfigRequest {
    preset = preset == null ? PresetLibrary.DEFAULT_PRESET : preset;
    overlays = overlays == null ? List.of() : List.copyOf(overlays);
    options = options == null ? Map.of() : new LinkedHashMap<>(options);
    settings = settings == null ? List.of() : List.copyOf(settings);
  }

  /** A preset as it is. */
  public static ConfigRequest ofPreset(String preset) {
    return new ConfigRequest(preset, null, null, null, null);
  }

  /** The same with another overlay on top of those already there. */
  public ConfigRequest withOverlay(String overlay) {
    List<String> more = new ArrayList<>(overlays);
    more.add(overlay);
    return new ConfigRequest(preset, more, datasetName, options, settings);
  }

  /** The same with another dataset. */
  public ConfigRequest withDataset(String name) {
    return new ConfigRequest(preset, overlays, name, options, settings);
  }

  /** The same with one more option. */
  public ConfigRequest withOption(String path, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(options);
    more.put(path, value);
    return new ConfigRequest(preset, overlays, datasetName, more, settings);
  }

  /** The same with one more {@code PATH=VALUE}. */
  public ConfigRequest withSetting(String setting) {
    List<String> more = new ArrayList<>(settings);
    more.add(setting);
    return new ConfigRequest(preset, overlays, datasetName, options, more);
  }
}
