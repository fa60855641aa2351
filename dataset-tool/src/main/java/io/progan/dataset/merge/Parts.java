package io.progan.dataset.merge;

import io.progan.dataset.DatasetException;
import io.progan.dataset.tfrecord.DatasetInfo;
import io.progan.dataset.tfrecord.DatasetOrigin;
import io.progan.dataset.tfrecord.DatasetPart;
import io.progan.dataset.tfrecord.TfRecordDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The parts of one dataset, all of them and no other, in their order. */
final class Parts {
  /** Options that say nothing about the images. */
  private static final List<String> ASIDE =
      List.of("--shard", "--num_threads", "--num-threads", "--num_tasks", "--num-tasks");

  private final List<TfRecordDataset> datasets;

  private Parts(List<TfRecordDataset> datasets) {
    this.datasets = List.copyOf(datasets);
  }

  /**
   * Opens the parts, in whatever order they are named, and checks that they belong together.
   *
   * @throws DatasetException if one is damaged, no part, of another whole, missing or there twice
   */
  static Parts open(List<Path> folders) throws IOException {
    TfRecordDataset[] found = null;
    for (Path folder : folders) {
      TfRecordDataset dataset = TfRecordDataset.open(folder);
      DatasetPart part = part(dataset);
      if (found == null) {
        found = new TfRecordDataset[part.parts()];
      }
      checkImages(dataset, part);
      TfRecordDataset first = first(found);
      if (first != null) {
        checkSameWhole(first, dataset);
      }
      TfRecordDataset other = found[part.index() - 1];
      if (other != null) {
        throw new DatasetException(
            "%s: is part %d of %d, and so is %s; name each part once"
                .formatted(folder, part.index(), part.parts(), other.folder()));
      }
      found[part.index() - 1] = dataset;
    }
    if (found == null) {
      throw new IllegalArgumentException("no parts to join");
    }
    checkComplete(found);
    return new Parts(List.of(found));
  }

  /** The parts, the first one first. */
  List<TfRecordDataset> datasets() {
    return datasets;
  }

  /** What the first part says, which is what all say but for the counts. */
  DatasetInfo info() {
    return info(datasets.get(0));
  }

  /** How the whole came into being. */
  DatasetOrigin origin() {
    return info().origin().withoutOptions(ASIDE.subList(0, 1)).withPart(null);
  }

  /** Where the images come from: usually all parts say the same. */
  String source() {
    List<String> sources =
        datasets.stream().map(d -> info(d).source()).filter(Objects::nonNull).distinct().toList();
    return String.join("; ", sources);
  }

  static DatasetInfo info(TfRecordDataset dataset) {
    return dataset.info().orElseThrow();
  }

  private static TfRecordDataset first(TfRecordDataset[] found) {
    for (TfRecordDataset dataset : found) {
      if (dataset != null) {
        return dataset;
      }
    }
    return null;
  }

  private static DatasetPart part(TfRecordDataset dataset) throws DatasetException {
    DatasetPart part = dataset.info().map(info -> info.origin().part()).orElse(null);
    if (part == null) {
      throw new DatasetException(
          dataset.folder()
              + ": is no part of a dataset (dataset.json names none); parts are made with --shard");
    }
    return part;
  }

  private static void checkImages(TfRecordDataset dataset, DatasetPart part)
      throws DatasetException {
    long skipped = info(dataset).origin().skipped() - part.leftOut();
    int range = part.end() - part.begin();
    if (skipped < 0 || dataset.numImages() + skipped != range) {
      throw new DatasetException(
          "%s: has %d images and left out %d, part %d of %d has %d; make it again"
              .formatted(
                  dataset.folder(),
                  dataset.numImages(),
                  skipped,
                  part.index(),
                  part.parts(),
                  range));
    }
  }

  private static void checkSameWhole(TfRecordDataset a, TfRecordDataset b) throws DatasetException {
    DatasetPart partA = part(a);
    DatasetPart partB = part(b);
    differs("is one of %s parts", partA.parts(), partB.parts(), a, b);
    differs("was made by %s", info(a).origin().toolVersion(), info(b).origin().toolVersion(), a, b);
    differs("was made by %s", info(a).origin().command(), info(b).origin().command(), a, b);
    differs("was made with options %s", options(a), options(b), a, b);
    differs("is part of %s images", partA.items(), partB.items(), a, b);
    differs("has images of %s pixels", a.resolution(), b.resolution(), a, b);
    differs("has images of %s channels", a.numChannels(), b.numChannels(), a, b);
    differs("has labels of size %s", a.labelSize(), b.labelSize(), a, b);
    differs("has class names %s", a.classNames(), b.classNames(), a, b);
    if (!partA.sameWhole(partB)) {
      throw new DatasetException(
          "%s: was made from other images or labels than %s; make it again from the same source"
              .formatted(b.folder(), a.folder()));
    }
  }

  private static void differs(
      String what, Object ofA, Object ofB, TfRecordDataset a, TfRecordDataset b)
      throws DatasetException {
    if (!Objects.equals(ofA, ofB)) {
      throw new DatasetException(
          "%s: %s, but %s %s; they are not parts of one dataset"
              .formatted(b.folder(), what.formatted(ofB), a.folder(), what.formatted(ofA)));
    }
  }

  /** The options that decide about the images; places may differ between machines. */
  private static Map<String, String> options(TfRecordDataset dataset) {
    Map<String, String> options = new LinkedHashMap<>(info(dataset).origin().options());
    options.keySet().removeAll(ASIDE);
    options.keySet().removeIf(name -> !name.startsWith("-"));
    options.computeIfPresent("--labels", (name, value) -> Path.of(value).getFileName().toString());
    return options;
  }

  private static void checkComplete(TfRecordDataset[] found) throws DatasetException {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      if (found[i] == null) {
        missing.add(Integer.toString(i + 1));
      }
    }
    if (!missing.isEmpty()) {
      throw new DatasetException(
          "%s: is one of %d parts; part %s missing"
              .formatted(
                  first(found).folder(),
                  found.length,
                  String.join(", ", missing) + (missing.size() == 1 ? " is" : " are")));
    }
  }
}
