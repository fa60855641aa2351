package io.progan.app.dataset;

import io.progan.app.console.CommandFailure;
import io.progan.app.mixin.ReplaceOption;
import io.progan.dataset.merge.DatasetMerger;
import io.progan.dataset.write.BuildOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Joins the parts of a dataset, showing how far it is; Ctrl-C leaves nothing behind. */
public final class PartMerger {

  private final DatasetMaker maker;

  /** Joins parts as a maker makes datasets. */
  public PartMerger(DatasetMaker maker) {
    this.maker = maker;
  }

  /**
   * Joins parts and says in one line what came out.
   *
   * @param parts the folders of all parts, in any order
   * @param target the new dataset's folder
   * @throws CommandFailure if the target cannot be made or is one of the parts
   * @throws io.progan.dataset.DatasetException if the parts do not make up one dataset or are
   *     damaged
   * @throws java.util.concurrent.CancellationException after Ctrl-C
   */
  public void merge(List<Path> parts, Path target, ReplaceOption replace) throws IOException {
    BuildOptions options = replace.apply(BuildOptions.standard());
    for (Path part : parts) {
      Datasets.restore(part);
      if (Files.exists(part) && Files.exists(target) && Files.isSameFile(part, target)) {
        throw CommandFailure.wrongUsage(target + ": is one of the parts; choose another name");
      }
    }
    DatasetMaker.checkTarget(target, options);
    DatasetMerger merger = DatasetMerger.open(parts);
    maker.report(
        target, listener -> merger.mergeInto(target, options.replace(), listener), "joined");
  }
}
