package io.progan.app.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.core.snapshot.RunFinder;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.snapshot.SnapshotReader;
import io.progan.core.training.state.TrainingState;
import io.progan.core.transfer.ClassOrigins;
import io.progan.core.transfer.Transfer;
import io.progan.core.transfer.TransferException;
import io.progan.dataset.tfrecord.DatasetInfo;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Trained networks that a training starts from.
 *
 * @param snapshot the file
 * @param origins what the classes begin as
 */
record TransferStart(Path snapshot, ClassOrigins origins) {

  private static final String FROM = "from";
  private static final String CLASSES = "class-from";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Finds the networks and checks that they go together with the training.
   *
   * @param results the folder of all runs
   * @param dataset of the new training
   * @throws CommandFailure in one line, if they do not
   * @throws IOException if the snapshot cannot be read
   */
  static TransferStart of(
      TransferRequest request, Path results, RunConfig config, RunDataset dataset, Console console)
      throws IOException {
    Path snapshot = new RunFinder(results).snapshots(request.target()).get(0).toAbsolutePath();
    try (SnapshotReader reader = new SnapshotReader(snapshot)) {
      reader.verify();
      List<String> names = names(dataset);
      List<String> oldNames = oldNames(snapshot, reader);
      ClassOrigins origins =
          origins(
              request.origins(),
              new Names(names, dataset.shape().labelSize()),
              new Names(oldNames, reader.info().dataset().labelSize()),
              console);
      new Transfer(reader, config, dataset.shape(), origins);
      return new TransferStart(snapshot, origins);
    } catch (TransferException e) {
      throw new CommandFailure(ExitCode.WRONG_USAGE, "--from: " + e.getMessage(), e);
    }
  }

  /** The same as a run has kept it. */
  static Optional<TransferStart> kept(Map<String, String> options) {
    if (!options.containsKey(FROM)) {
      return Optional.empty();
    }
    try {
      List<List<Integer>> origins =
          JSON.readValue(options.get(CLASSES), new TypeReference<List<List<Integer>>>() {});
      return Optional.of(new TransferStart(Path.of(options.get(FROM)), new ClassOrigins(origins)));
    } catch (JsonProcessingException e) {
      throw CommandFailure.wrongUsage("config.json: %s is damaged".formatted(CLASSES));
    }
  }

  /** What a run that begins again is to know, by option name. */
  Map<String, String> kept() {
    try {
      return Map.of(FROM, snapshot.toString(), CLASSES, JSON.writeValueAsString(origins.origins()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Copies the networks into a training that has been initialised. */
  void apply(TrainingState state, RunConfig config, DatasetShape shape) throws IOException {
    try (SnapshotReader reader = new SnapshotReader(snapshot)) {
      new Transfer(reader, config, shape, origins).apply(state);
    } catch (TransferException e) {
      throw new CommandFailure(ExitCode.WRONG_USAGE, snapshot + ": " + e.getMessage(), e);
    }
  }

  /**
   * A configuration whose training begins where the networks have been trained to.
   *
   * @param target as the user names it
   */
  static RunConfig beginning(RunConfig config, String target, Path results) throws IOException {
    Path snapshot = new RunFinder(results).snapshots(target).get(0);
    try (SnapshotReader reader = new SnapshotReader(snapshot)) {
      int lod = (int) Math.ceil(reader.info().lod());
      int trained = Math.max(4, reader.info().dataset().resolution() >> Math.max(0, lod));
      return config.generator().grows()
          ? ConfigJson.with(config, Map.of("sched", Map.of("lodInitialResolution", trained)))
          : config;
    }
  }

  private static List<String> names(RunDataset dataset) throws IOException {
    return dataset.files().isPresent() ? names(dataset.files().get().folder()) : List.of();
  }

  private static List<String> names(Path folder) throws IOException {
    Path file = folder.resolve(DatasetInfo.FILE_NAME);
    return Files.isRegularFile(file) ? DatasetInfo.read(file).classNames() : List.of();
  }

  private static List<String> oldNames(Path snapshot, SnapshotReader reader) throws IOException {
    String name = reader.info().runConfig().dataset().tfrecordDir();
    RunFolder run = new RunFolder(snapshot.getParent());
    DatasetPlace place = DatasetPlace.ofRun(run, Optional.empty(), Optional.empty());
    return names(place.locate(name).path());
  }

  /**
   * Classes with their names.
   *
   * @param known in order; empty if nobody knows them
   * @param count of classes in use
   */
  private record Names(List<String> known, int count) {

    int find(String text, String which) {
      int index = known.indexOf(text);
      if (index < 0 && text.matches("\\d{1,9}")) {
        index = Integer.parseInt(text);
      }
      if (index < 0 || index >= count) {
        throw CommandFailure.wrongUsage(
            "--class-from: no %s class is called %s; there are %s"
                .formatted(which, text, known.isEmpty() ? "numbers 0 to " + (count - 1) : known));
      }
      return index;
    }
  }

  private static ClassOrigins origins(
      Map<String, String> chosen, Names now, Names old, Console console) {
    List<Integer> all = IntStream.range(0, old.count).boxed().toList();
    boolean named = !now.known.isEmpty() && !old.known.isEmpty();
    List<List<Integer>> origins = new ArrayList<>();
    Set<String> fresh = new HashSet<>();
    for (int i = 0; i < now.count; i++) {
      int same = named && i < now.known.size() ? old.known.indexOf(now.known.get(i)) : -1;
      if (!named && i < old.count) {
        same = i;
      }
      boolean kept = same >= 0 && same < old.count;
      origins.add(kept ? List.of(same) : all);
      if (!kept) {
        fresh.add(i < now.known.size() ? now.known.get(i) : Integer.toString(i));
      }
    }
    chosen.forEach(
        (name, from) -> {
          int index = now.find(name, "new");
          List<Integer> sources = new ArrayList<>();
          for (String part : from.split("\\+", -1)) {
            sources.add(old.find(part, "old"));
          }
          origins.set(index, sources);
          fresh.remove(name);
        });
    if (now.count > 0 && !named && old.count > 0) {
      console.note(
          "names of classes are not known of both datasets; classes are matched by number");
    }
    if (!fresh.isEmpty() && old.count > 0) {
      console.note(
          "new classes begin as the mean of the old ones: "
              + String.join(", ", fresh.stream().sorted().toList()));
    }
    return new ClassOrigins(origins);
  }
}
