package io.progan.app.dataset;

import io.progan.app.console.Console;
import io.progan.app.console.HumanFormat;
import io.progan.dataset.celebahq.CelebaHqFolders;
import io.progan.dataset.celebahq.CelebaHqSource;
import io.progan.dataset.celebahq.FinishedImages;
import io.progan.dataset.write.BuildOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/** Makes CelebA-HQ; work that is stopped goes on where it was when it is begun again. */
public final class CelebaHqMaker {

  private static final int RESOLUTION = 1024;

  private final Console console;
  private final DatasetMaker maker;

  /** Makes datasets with a maker, and says on the console what is special about this one. */
  public CelebaHqMaker(Console console, DatasetMaker maker) {
    this.console = console;
    this.maker = maker;
  }

  /**
   * Makes the dataset. Finished images are kept in a hidden folder beside it until it is complete.
   *
   * @param target the dataset's folder
   * @param folders where the material lies
   * @param allowInexact whether images may differ a little from the published ones
   * @throws io.progan.dataset.DatasetException if something is missing, broken, or not exact
   * @throws CancellationException after Ctrl-C
   */
  public void make(Path target, CelebaHqFolders folders, boolean allowInexact, BuildOptions options)
      throws IOException {
    Path kept = finishedFolder(target);
    FinishedImages finished = new FinishedImages(kept);
    long before = finished.count();
    if (before > 0) {
      console.note("going on with " + HumanFormat.count(before, "finished image") + " in " + kept);
    }
    CelebaHqSource.Settings settings =
        new CelebaHqSource.Settings(RESOLUTION, allowInexact, finished);
    try (CelebaHqSource source = CelebaHqSource.open(folders, settings)) {
      maker.makeAndReport(source, target, options);
      if (source.inexactCount() > 0) {
        console.note(
            "%s is inexact: %d of %d images differ a little from the published ones"
                .formatted(target, source.inexactCount(), source.count()));
      }
    } catch (CancellationException e) {
      console.note("finished images are kept in " + kept + "; the same command goes on");
      throw e;
    }
    finished.delete();
  }

  private static Path finishedFolder(Path target) {
    Path folder = target.toAbsolutePath().normalize();
    return folder.resolveSibling("." + folder.getFileName() + ".finished");
  }
}
