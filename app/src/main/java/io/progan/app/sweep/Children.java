package io.progan.app.sweep;

import io.progan.app.metrics.SnapshotFile;
import io.progan.core.snapshot.RunFolder;
import io.progan.metrics.registry.MetricSpec;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains and measures runs by the programme's own commands, each in a process of its own: {@code
 * train} makes the run's folder or goes on with it, {@code metrics all} keeps its results there.
 *
 * @param plan what the runs are
 * @param folder of the study
 * @param network what chooses the feature network
 * @param options that every process gets
 * @param jobs how many share the machine
 */
record Children(
    SweepPlan plan, StudyFolder folder, List<String> network, List<String> options, int jobs)
    implements Step.Starter {

  @Override
  public Step start(SweepRun run, SweepState work) throws IOException {
    boolean measures = work == SweepState.MEASURING;
    List<String> arguments = new ArrayList<>(measures ? metrics(run) : train(run));
    arguments.addAll(options);
    arguments.add("--data-dir=" + plan.dataDir());
    Path log = folder.log(run);
    Files.createDirectories(log.getParent());
    Redirect said = Redirect.appendTo(log.toFile());
    Process process =
        new ProcessBuilder(ChildCommand.of(jobs, arguments))
            .redirectOutput(measures ? Redirect.to(folder.answer(run).toFile()) : said)
            .redirectError(said)
            .start();
    return new ChildProcess(process);
  }

  private List<String> train(SweepRun run) {
    RunFolder at = folder.run(run);
    List<String> words = new ArrayList<>(List.of("train", "--results=" + folder.runs()));
    if (at.begun()) {
      words.add("--resume=" + at.path());
      return words;
    }
    words.add("--name=" + run.name());
    words.add("--preset=" + run.variant().preset());
    run.variant().overlays().forEach(overlay -> words.add("--overlay=" + overlay));
    plan.dataset().ifPresent(name -> words.add("--dataset=" + name));
    run.variant().settings().forEach(setting -> words.add("--set=" + setting));
    words.add("--set=randomSeed=" + run.seed());
    plan.threads().ifPresent(threads -> words.add("--threads=" + threads));
    return words;
  }

  private List<String> metrics(SweepRun run) throws IOException {
    Path snapshot = SnapshotFile.find(folder.run(run).path().toString(), folder.runs()).get(0);
    List<String> words = new ArrayList<>(List.of("metrics", "all", snapshot.toString(), "--json"));
    List<String> names = plan.metrics().stream().map(MetricSpec::name).toList();
    words.add("--only=" + String.join(",", names));
    plan.metricsImages().ifPresent(images -> words.add("--num-images=" + images));
    words.addAll(network);
    return words;
  }
}
