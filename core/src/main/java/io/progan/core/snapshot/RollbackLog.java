package io.progan.core.snapshot;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.core.training.Seeds;
import io.progan.core.training.TrainingPosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rollbacks of a run, {@code rollbacks.jsonl}. A rollback has happened when its line is there:
 * a process that is killed after that goes on from there, and so does one that is not.
 *
 * @param folder the run's folder
 */
public record RollbackLog(RunFolder folder) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * All rollbacks, the oldest first.
   *
   * @throws IOException if they cannot be read
   */
  public List<Rollback> all() throws IOException {
    return JsonLines.read(folder.rollbacks(), Rollback.class);
  }

  /** The newest one. */
  public Optional<Rollback> last() throws IOException {
    List<Rollback> all = all();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /**
   * Adds one; it is on the disk when this returns.
   *
   * @throws IOException if it cannot be written
   */
  public void add(Rollback rollback) throws IOException {
    List<Rollback> all = new ArrayList<>(all());
    all.add(rollback);
    StringBuilder text = new StringBuilder();
    for (Rollback one : all) {
      text.append(MAPPER.writeValueAsString(one)).append('\n');
    }
    AtomicFile.write(
        folder.rollbacks(), out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Where the training goes on from a snapshot: as if it had never stopped, or, from one that was
   * saved before the newest rollback, as that one wants it.
   *
   * @param saved where it stood when it was saved
   * @throws IOException if the rollbacks cannot be read
   */
  public TrainingPosition goOn(TrainingPosition saved, Seeds seeds) throws IOException {
    Optional<Rollback> last = last().filter(rollback -> rollback.isAfter(saved));
    return last.isPresent() ? last.get().recovery().from(saved, seeds) : saved;
  }

  /**
   * The run's snapshots, the newest first, but those of ways that were given up. One that cannot be
   * read is among them: whoever needs it names it.
   *
   * @throws IOException if the folder cannot be read
   */
  public List<Path> snapshots() throws IOException {
    Optional<Rollback> last = last();
    List<Path> snapshots = new ArrayList<>();
    for (Path snapshot : folder.snapshots()) {
      if (last.isEmpty() || !abandons(last.get(), snapshot)) {
        snapshots.add(snapshot);
      }
    }
    return snapshots;
  }

  /**
   * Renames the snapshots of the way that the newest rollback has given up, so that they are not
   * taken for the run's; they may still be its best.
   *
   * @throws IOException if one cannot be renamed
   */
  public void setAside() throws IOException {
    Optional<Rollback> last = last();
    if (last.isPresent()) {
      for (Path snapshot : folder.numberedSnapshots()) {
        if (abandons(last.get(), snapshot)) {
          Path name = folder.abandoned(snapshot, last.get().rollback());
          Files.move(snapshot, name, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }
  }

  private static boolean abandons(Rollback rollback, Path snapshot) {
    try (SnapshotReader reader = new SnapshotReader(snapshot)) {
      return rollback.abandons(reader.info().position());
    } catch (IOException e) {
      return false;
    }
  }
}
