package io.progan.app.generate;

import io.progan.app.choice.PictureFormat;
import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.Progress;
import io.progan.app.console.StopSignal;
import io.progan.app.mixin.PictureOptions;
import io.progan.core.generate.Discriminator;
import io.progan.core.generate.Generator;
import io.progan.core.generate.Images;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
   * @param wanted the pictures; with {@code --rank} their images are ordered anew
   * @return what was written
   * @throws InterruptedIOException after Ctrl-C; finished pictures stay
   */
  public Written make(PictureOrder wanted) throws IOException {
    stop.listen(PATIENCE_SECONDS);
    Path folder = options.out() == null ? network.folder() : options.out();
    Files.createDirectories(folder);
    PictureOrder order = options.rank() ? wanted.of(rank(wanted.images())) : wanted;
    Selection selection = order.images();
    try (PictureFiles files = files(folder, order);
        Progress progress = new Progress(console, "images")) {
      PictureFiller filler =
          new PictureFiller(
              order.grid(),
              (images, picture) -> files.write(order.name(picture), images.picture(order.grid())));
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
      if (options.saveLatents()) {
        save(folder, "latents.npy", selection.latents(), selection.count());
        save(folder, "labels.npy", selection.labels(), selection.count());
      }
      return new Written(network, order, files, folder);
    }
  }

  private PictureFiles files(Path folder, PictureOrder order) {
    if (options.format() == PictureFormat.NPY) {
      String name = order.grid().size() == 1 ? "images.npy" : "grids.npy";
      return new ArrayFile(folder.resolve(name), order.count());
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
            float[] labels = selection.labels(done[0], images.count());
            System.arraycopy(
                discriminator.scores(images, labels), 0, scores, done[0], images.count());
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
