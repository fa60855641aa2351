package io.progan.app.generate;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.Progress;
import io.progan.app.console.StopSignal;
import io.progan.app.mixin.PictureFormat;
import io.progan.app.mixin.PictureOptions;
import io.progan.core.generate.Discriminator;
import io.progan.core.generate.Generator;
import io.progan.core.generate.Images;
import io.progan.core.image.ImageGrid;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes pictures with a network: images one by one, or in grids. */
public final class Gallery {

  private static final int PATIENCE_SECONDS = 60;

  private final TrainedNetwork network;
  private final PictureOptions options;
  private final Console console;
  private final StopSignal stop;

  /**
   * Prepares.
   *
   * @throws CommandFailure if the images cannot be shrunk as wanted
   */
  public Gallery(TrainedNetwork network, PictureOptions options, Console console, StopSignal stop) {
    this.network = network;
    this.options = options;
    this.console = console;
    this.stop = stop;
    network.checkShrink(options.shrink());
  }

  /**
   * Makes and writes pictures.
   *
   * @param wanted the images in order; with {@code --rank} they are ordered anew
   * @param grid the images of one picture; 1x1 for each by itself
   * @return what was written
   * @throws InterruptedIOException after Ctrl-C; finished pictures stay
   */
  public Written make(Selection wanted, ImageGrid grid) throws IOException {
    stop.listen(PATIENCE_SECONDS);
    Path folder = folder();
    Files.createDirectories(folder);
    Selection selection = options.rank() ? rank(wanted) : wanted;
    int pictures = (selection.count() + grid.size() - 1) / grid.size();
    Written written = new Written(network, folder);
    try (PictureFiles files = files(folder, pictures, grid);
        Progress progress = new Progress(console, "images")) {
      PictureFiller filler =
          new PictureFiller(
              grid,
              (images, first) -> {
                List<Item> items = selection.items().subList(first, first + images.count());
                String name =
                    grid.size() == 1
                        ? items.get(0).name()
                        : "grid%06d".formatted(first / grid.size());
                written.add(files.write(name, images.picture(grid)), items);
              });
      network
          .generator()
          .generate(
              selection.latents(),
              selection.labels(),
              images -> {
                filler.add(images.shrink(options.shrink()));
                progress.update(filler.done(), selection.count());
                stopIfAsked(filler.done(), selection.count(), folder);
              });
      filler.finish();
      files.complete();
    }
    if (options.saveLatents()) {
      save(folder, "latents.npy", selection.latents(), selection.count());
      save(folder, "labels.npy", selection.labels(), selection.count());
    }
    return written;
  }

  private Path folder() {
    return options.out() == null ? network.folder() : options.out();
  }

  private PictureFiles files(Path folder, int pictures, ImageGrid grid) {
    if (options.format() == PictureFormat.NPY) {
      String name = grid.size() == 1 ? "images.npy" : "grids.npy";
      return new ArrayFile(folder.resolve(name), pictures);
    }
    return new SeparateFiles(folder, options.format());
  }

  private Selection rank(Selection selection) throws IOException {
    Generator generator = network.generator();
    float[] scores = new float[selection.count()];
    int[] done = {0};
    try (Discriminator discriminator = Discriminator.load(network.snapshot(), generator.lod());
        Progress progress = new Progress(console, "scores")) {
      generator.generate(
          selection.latents(),
          selection.labels(),
          (Images images) -> {
            System.arraycopy(discriminator.scores(images), 0, scores, done[0], images.count());
            done[0] += images.count();
            progress.update(done[0], selection.count());
            stopIfAsked(done[0], selection.count(), network.snapshot());
          });
    }
    return selection.ranked(scores);
  }

  private void stopIfAsked(int done, int total, Path folder) throws InterruptedIOException {
    if (stop.requested() && done < total) {
      throw new InterruptedIOException(
          "stopped after %d of %d images; %s".formatted(done, total, folder));
    }
  }

  private static void save(Path folder, String name, float[] values, int count) throws IOException {
    if (values.length > 0) {
      NpyWriter.write(folder.resolve(name), NpyArray.of(values, count, values.length / count));
    }
  }
}
