package io.progan.app.mixin;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that choose a preset and what lies on top of it. */
public final class PresetOptions {

  /** The preset that is used when none is named. */
  public static final String DEFAULT_PRESET = "quickstart";

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = DEFAULT_PRESET,
      description =
          "The set-up to start from; 'progan presets' lists them (default: ${DEFAULT-VALUE}).")
  String preset;

  @Option(
      names = "--overlay",
      paramLabel = "NAME",
      split = ",",
      description = "A switch on top of the preset; several with commas or by repeating.")
  List<String> overlays = new ArrayList<>();

  /** The name of the preset. */
  public String preset() {
    return preset;
  }

  /** The names of the overlays, the last on top. */
  public List<String> overlays() {
    return List.copyOf(overlays);
  }
}
