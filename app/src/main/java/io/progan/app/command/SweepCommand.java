package io.progan.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.app.command.metrics.SweepMetricsOptions;
import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.app.mixin.AtLeastOneConverter;
import io.progan.app.mixin.GlobalOptions;
import io.progan.app.mixin.JsonOption;
import io.progan.app.output.OutFile;
import io.progan.app.sweep.Sweep;
import io.progan.app.sweep.SweepRequest;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.preset.ConfigResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code progan sweep}. */
@Command(
    name = "sweep",
    sortOptions = false,
    description = {
      "Train many variants as one study and compare them in a table: mean and deviation over seeds,"
          + " the best in each column marked.",
      "A study that was stopped or killed goes on where it was when the same command is given"
          + " again, or only its --out; more --seeds extend it. A run that fails or diverges is"
          + " named in the table and does not stop the others."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan sweep table1 --dataset noto-emoji --seeds 3 --out studies/table1",
      "  progan sweep my-study.json --jobs 2 --metrics swd --out studies/mine",
      "  progan sweep --out studies/mine --seeds 5"
    })
final class SweepCommand implements Callable<Integer> {

  private final Console console;
  private final StopSignal stop;
  private final GlobalOptions global;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "STUDY|FILE.json",
      description =
          "A study that comes with the programme (table1, modes-k4, modes-k2), or a JSON file of variants; without it,"
              + " the study in --out goes on (docs/sweep.md).")
  String study;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the study, which gets its runs and its table.")
  Path out;

  @Option(
      names = "--dataset",
      paramLabel = "NAME|DIR",
      description =
          "Dataset folder, by its name in the data folder or by its path (default: the presets').")
  String dataset;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Folder that holds the datasets (default: datasets).")
  Path dataDir;

  @Option(
      names = "--total-kimg",
      descriptionKey = "train.totalKimg",
      paramLabel = "KIMG",
      description =
          "train.totalKimg: length of every training in thousands of images (default: the"
              + " presets').")
  Double totalKimg;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Any value of the configuration, on top of every variant; repeatable, the last one wins.")
  List<String> settings = new ArrayList<>();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      converter = AtLeastOneConverter.class,
      description =
          "Runs of each variant: the first has the configuration's randomSeed, the next one more"
              + " (default: 1, or as many as the study had).")
  Integer seeds;

  @Mixin private final SweepMetricsOptions metrics = new SweepMetricsOptions();

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      converter = AtLeastOneConverter.class,
      description = "Processes at a time, which share cores and memory (default: 1).")
  int jobs;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = AtLeastOneConverter.class,
      description =
          "Native threads of each process; the study keeps the number, since results depend on it"
              + " to the bit (default: with several jobs each its part of the cores; else as 'progan"
              + " train').")
  Integer threads;

  @Option(
      names = "--dry-run",
      description = "Check everything, list the runs, and end (default: no).")
  boolean dryRun;

  @Mixin private final JsonOption json = new JsonOption();

  SweepCommand(Console console, StopSignal stop, GlobalOptions global) {
    this.console = console;
    this.stop = stop;
    this.global = global;
  }

  @Override
  public Integer call() throws IOException {
    OutFile.folder("--out", out);
    SweepRequest request =
        new SweepRequest(
            Optional.ofNullable(study),
            out,
            Optional.ofNullable(dataset),
            Optional.ofNullable(dataDir),
            set(),
            optional(seeds),
            jobs,
            optional(threads));
    Sweep sweep =
        new Sweep(request, metrics.metrics(), global.words(), json.asked(), console, stop);
    return dryRun ? sweep.dryRun() : sweep.run();
  }

  private Map<String, JsonNode> set() {
    Map<String, JsonNode> set = new LinkedHashMap<>();
    if (totalKimg != null) {
      set.put("train.totalKimg", ConfigJson.valueTree(totalKimg));
    }
    for (String setting : settings) {
      Map.Entry<String, JsonNode> value = ConfigResolver.setting(setting);
      set.remove(value.getKey()); // the last one wins
      set.put(value.getKey(), value.getValue());
    }
    return set;
  }

  private static OptionalInt optional(Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
