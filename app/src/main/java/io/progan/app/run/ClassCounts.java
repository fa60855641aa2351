package io.progan.app.run;

import io.progan.app.console.CommandFailure;
import io.progan.dataset.tfrecord.Labels;
import io.progan.dataset.tfrecord.TfRecordDataset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How many images each class has that a run is conditioned on.
 *
 * @param folder the dataset's
 * @param names of the classes: the dataset's, or else numbers from 0 on
 * @param counts images by class
 * @param withoutClass images whose labels are all zero
 * @param images all of them
 * @param classes whether labels are zeros and ones; others have no counts that mean anything
 */
public record ClassCounts(
    String folder,
    List<String> names,
    List<Long> counts,
    long withoutClass,
    long images,
    boolean classes) {

  /** As many are said one by one. */
  private static final int FEW = 12;

  /** Of a dataset's labels that a run uses; empty if it uses none, or has no files. */
  static Optional<ClassCounts> of(RunDataset dataset) {
    int size = dataset.shape().labelSize();
    return dataset.files().filter(files -> size > 0).map(files -> of(files, size));
  }

  private static ClassCounts of(TfRecordDataset files, int size) {
    Labels used = files.labels().first(size);
    List<String> known = files.classNames();
    List<String> names =
        IntStream.range(0, size)
            .mapToObj(i -> known.isEmpty() ? Integer.toString(i) : known.get(i))
            .toList();
    return new ClassCounts(
        files.folder().toString(),
        names,
        used.histogram(),
        used.zeroRows(),
        used.count(),
        used.areZerosAndOnes());
  }

  /** In one line. */
  String line() {
    if (!classes) {
      return "labels: %d numbers each, not only 0 and 1".formatted(counts.size());
    }
    List<Integer> order = IntStream.range(0, counts.size()).boxed().toList();
    String words =
        counts.size() <= FEW
            ? order.stream().map(this::words).collect(Collectors.joining(", "))
            : "most %s, least %s"
                .formatted(
                    words(order.stream().max(Comparator.comparing(counts::get)).orElseThrow()),
                    words(order.stream().min(Comparator.comparing(counts::get)).orElseThrow()));
    String none = withoutClass == 0 ? "" : "; of none " + withoutClass;
    return counts.size() + (counts.size() == 1 ? " class: " : " classes: ") + words + none;
  }

  private String words(int number) {
    return "%s (%d)".formatted(names.get(number), counts.get(number));
  }

  /**
   * What is odd about them, in a line each.
   *
   * @throws CommandFailure if there is nothing that a network could be conditioned on
   */
  List<String> check() {
    if (withoutClass == images) {
      throw CommandFailure.wrongUsage(
          "%s: all labels are zero, so there is nothing to condition on; train without labels (--labels 0), or make the dataset again with labels"
              .formatted(folder));
    }
    List<String> warnings = new ArrayList<>();
    List<Integer> empty =
        IntStream.range(0, counts.size()).filter(i -> counts.get(i) == 0).boxed().toList();
    if (!classes) {
      return warnings;
    }
    if (counts.size() - empty.size() == 1 && withoutClass == 0) {
      int only =
          IntStream.range(0, counts.size())
              .filter(i -> counts.get(i) > 0)
              .findFirst()
              .orElseThrow();
      warnings.add(
          "warning: %s: all images are of one class, %s of %d; if there should be more, their folders may lie deeper ('progan dataset create_from_images --help', --labels)"
              .formatted(folder, names.get(only), counts.size()));
    } else if (!empty.isEmpty()) {
      warnings.add(
          "warning: %s: no image of %s%s"
              .formatted(
                  folder,
                  empty.stream().limit(FEW).map(names::get).collect(Collectors.joining(", ")),
                  empty.size() > FEW ? " and %d more classes".formatted(empty.size() - FEW) : ""));
    }
    return warnings;
  }
}
