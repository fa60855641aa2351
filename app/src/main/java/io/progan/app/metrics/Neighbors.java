package io.progan.app.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.HumanFormat;
import io.progan.app.metrics.NeighborSearch.Space;
import io.progan.core.generate.Generator;
import io.progan.metrics.feature.FeatureNetwork;
import io.progan.metrics.feature.FeatureNetworkFile;
import io.progan.metrics.image.ImageBatch;
import io.progan.metrics.image.ImageShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the reals nearest to generated images, by pixels, and by features if a network is named.
 *
 * @param images how many generated images are looked at
 * @param neighbors how many reals are found for each
 * @param network the file of the feature network
 * @param json whether the distances are printed as JSON
 */
public record Neighbors(
    int images, int neighbors, Optional<FeatureNetworkFile> network, boolean json) {

  /**
   * Of a network of a run.
   *
   * @param snapshot the network
   * @param latentSeed latents are NumPy's {@code RandomState(latentSeed).randn(...)}
   * @param runReals finds the dataset
   * @param out the folder that gets the pictures; empty for the snapshot's
   */
  public void ofSnapshot(
      Path snapshot, long latentSeed, RunReals runReals, Optional<Path> out, Console console)
      throws IOException {
    SnapshotFile file = SnapshotFile.open(snapshot);
    ShardSamples reals = runReals.open(file, 0).unmirrored();
    ImageBatch fakes;
    try (Generator generator = Generator.load(snapshot);
        SampleReader reader =
            new GeneratedSamples(generator, latentSeed, reals.dataset().labels())) {
      fakes = reader.next(images).images();
    }
    Path folder = out.orElse(snapshot.toAbsolutePath().getParent());
    find(fakes, reals, folder, "-%06d".formatted((long) file.network().kimg()), console);
  }

  /**
   * Of any images.
   *
   * @param sets opens the images
   * @param fakesPath a dataset, a folder or archive of pictures or a NumPy file; its first images
   *     are taken
   * @param realsPath likewise; all are searched
   * @param out the folder that gets the pictures
   */
  public void ofImages(SampleSets sets, Path fakesPath, Path realsPath, Path out, Console console)
      throws IOException {
    try (SampleSet set = sets.open(fakesPath);
        SampleSet reals = sets.open(realsPath)) {
      sets.check();
      if (set.shape().isEmpty()) {
        throw CommandFailure.wrongUsage(fakesPath + ": holds features, not images");
      }
      if (images > set.count()) {
        throw CommandFailure.wrongUsage(
            "%s: has %s, --count asks for %d"
                .formatted(fakesPath, HumanFormat.count(set.count(), "image"), images));
      }
      try (SampleReader reader = set.open(0)) {
        find(reader.next(images).images(), reals, out, "", console);
      }
    }
  }

  private void find(ImageBatch fakes, SampleSet reals, Path folder, String suffix, Console console)
      throws IOException {
    Files.createDirectories(folder);
    NeighborSearch search = new NeighborSearch(reals, console);
    search.check(new ImageShape(fakes.channels(), fakes.height(), fakes.width()));
    NeighborReport report = new NeighborReport(console, json, reals.path().toString());
    int count = Math.min(neighbors, reals.count());
    Path pixels = folder.resolve("neighbors" + suffix + "-pixels.png");
    report.add(Space.PIXELS, fakes, reals, search.find(fakes, count, null), pixels);
    if (network.isPresent()) {
      try (FeatureNetwork loaded = network.get().open()) {
        console.note(
            "feature network " + loaded.description() + ", SHA-256 " + loaded.fingerprint());
        Path features = folder.resolve("neighbors" + suffix + "-features.png");
        report.add(Space.FEATURES, fakes, reals, search.find(fakes, count, loaded), features);
      }
    }
    report.end();
  }
}
