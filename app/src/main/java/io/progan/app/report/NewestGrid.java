package io.progan.app.report;

import io.progan.core.image.JpegPreview;
import io.progan.core.snapshot.RunFolder;
import java.io.IOException;
import java.util.Optional;

/** What the generator of a run makes now, small enough for a page. */
public final class NewestGrid {

  private NewestGrid() {}

  /**
   * The newest grid of generated images; empty if there is none.
   *
   * @param budgetBytes at most so many bytes
   * @throws IOException if the folder cannot be read
   */
  public static Optional<JpegPreview> of(RunFolder folder, long budgetBytes) throws IOException {
    return ReportGrids.newest(folder, budgetBytes);
  }
}
