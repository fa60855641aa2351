package io.progan.app.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.app.console.CommandFailure;
import io.progan.app.console.HumanFormat;
import io.progan.app.run.DatasetPlace;
import io.progan.metrics.registry.MetricSpec;
import io.progan.metrics.registry.Metrics;
import io.progan.presets.study.Studies;
import io.progan.presets.study.Study;
import io.progan.presets.study.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** From what a user asks for to a study, new or going on. */
final class SweepSetup {

  /** The columns of the paper's table. */
  private static final List<String> USUAL_METRICS = List.of("swd", "msssim");

  private static final int MOST_SEEDS = 1000;

  private final SweepRequest request;
  private final SweepMetrics metrics;
  private final StudyFolder folder;

  SweepSetup(SweepRequest request, SweepMetrics metrics) {
    this.request = request;
    this.metrics = metrics;
    this.folder = new StudyFolder(request.out());
  }

  /**
   * The study.
   *
   * @throws io.progan.presets.config.ConfigException if it does not exist, or is wrong
   * @throws CommandFailure if the folder holds another study, or something else
   * @throws IOException if a file cannot be read
   */
  SweepPlan plan() throws IOException {
    folder.check();
    Optional<SweepPlan> there =
        folder.holdsStudy() ? Optional.of(StudyJson.read(folder.json()).plan()) : Optional.empty();
    SweepPlan wanted = request.study().isPresent() ? asked(there) : goneOn(there);
    if (wanted.seeds() < 1 || wanted.seeds() > MOST_SEEDS) {
      throw CommandFailure.wrongUsage(
          "--seeds: must be 1 to %d, got %d".formatted(MOST_SEEDS, wanted.seeds()));
    }
    there
        .flatMap(stored -> PlanDifference.of(stored, wanted))
        .ifPresent(
            difference -> {
              throw CommandFailure.wrongUsage(
                  "--out %s: holds another study, %s: %s; go on with it by 'progan sweep --out %s', or name another folder"
                      .formatted(
                          folder.path(),
                          there.get().study().name(),
                          difference,
                          HumanFormat.shellWord(folder.path())));
            });
    return wanted;
  }

  private SweepPlan asked(Optional<SweepPlan> there) throws IOException {
    Study found = Studies.find(request.study().get());
    List<Variant> variants = new ArrayList<>();
    found.variants().forEach(variant -> variants.add(variant.with(request.set())));
    Study study = new Study(found.name(), found.description(), variants);
    OptionalInt threads = request.threads();
    return new SweepPlan(
        study,
        request.dataset(),
        dataDir(there),
        threads.isPresent() ? threads : there.map(SweepPlan::threads).orElseGet(this::usualThreads),
        SweepPlan.resolve(study, request.dataset()),
        seeds(there),
        specs(there),
        images(there));
  }

  private SweepPlan goneOn(Optional<SweepPlan> there) {
    SweepPlan stored =
        there.orElseThrow(
            () ->
                CommandFailure.wrongUsage(
                    "--out %s: there is no study to go on with; name one, such as %s, or a JSON file"
                        .formatted(folder.path(), Studies.names().get(0))));
    Map<String, JsonNode> set = request.set();
    if (request.dataset().isPresent() || !set.isEmpty()) {
      String option = request.dataset().isPresent() ? "--dataset" : set.keySet().iterator().next();
      throw CommandFailure.wrongUsage(
          "%s: only with the name of a study; one that goes on stays what it is".formatted(option));
    }
    return new SweepPlan(
        stored.study(),
        stored.dataset(),
        dataDir(there),
        request.threads().isPresent() ? request.threads() : stored.threads(),
        stored.configs(),
        seeds(there),
        specs(there),
        images(there));
  }

  /** Processes side by side share the cores. The bits depend on the number, so it is kept. */
  private OptionalInt usualThreads() {
    boolean chosen = System.getenv("OMP_NUM_THREADS") != null;
    return request.jobs() == 1 || chosen
        ? OptionalInt.empty()
        : OptionalInt.of(Math.max(1, Runtime.getRuntime().availableProcessors() / request.jobs()));
  }

  /** It is kept by its whole path, since a study may be gone on with from anywhere. */
  private Path dataDir(Optional<SweepPlan> there) {
    return request
        .dataDir()
        .or(() -> there.map(SweepPlan::dataDir))
        .orElse(DatasetPlace.USUAL)
        .toAbsolutePath()
        .normalize();
  }

  private int seeds(Optional<SweepPlan> there) {
    return request.seeds().orElseGet(() -> there.map(SweepPlan::seeds).orElse(1));
  }

  private List<MetricSpec> specs(Optional<SweepPlan> there) {
    if (!metrics.specs().isEmpty()) {
      return metrics.specs();
    }
    return there
        .map(SweepPlan::metrics)
        .orElseGet(
            () -> Metrics.ALL.stream().filter(s -> USUAL_METRICS.contains(s.name())).toList());
  }

  private OptionalInt images(Optional<SweepPlan> there) {
    return metrics.images().isPresent()
        ? metrics.images()
        : there.map(SweepPlan::metricsImages).orElse(OptionalInt.empty());
  }
}
