package io.progan.dataset.label;

import io.progan.dataset.DatasetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the pictures that a file of labels names. */
public final class LabelMatch {
  private LabelMatch() {}

  /**
   * The labels of the pictures that have one. A name is that of a picture's path or, if there is no
   * picture of that path, of its file alone.
   *
   * @param file what the labels are from, for messages
   * @param pictures paths with {@code /}
   * @throws DatasetException if no name is that of a picture, or one is that of several
   */
  public static PictureLabels of(PictureLabels labels, String file, List<String> pictures)
      throws DatasetException {
    Map<String, String> names = names(labels.pictures(), file, pictures);
    if (names.isEmpty()) {
      String example = labels.pictures().iterator().next();
      throw new DatasetException(
          "%s: none of its %d names is that of a picture; %s"
              .formatted(
                  file, labels.pictures().size(), NameDifference.nearest(example, pictures)));
    }
    PictureLabels found = labels.renamed(names);
    List<String> unused = new ArrayList<>(labels.pictures());
    unused.removeAll(Set.copyOf(names.values()));
    return unused.isEmpty()
        ? found
        : found.withNote(
            "%s: %d of its %d names are those of no picture; %s"
                .formatted(
                    file,
                    unused.size(),
                    labels.pictures().size(),
                    NameDifference.nearest(unused.get(0), pictures)));
  }

  /** For each picture that has a label the name that the label has. */
  private static Map<String, String> names(Set<String> written, String file, List<String> pictures)
      throws DatasetException {
    Map<String, String> names = new LinkedHashMap<>();
    pictures.stream().filter(written::contains).forEach(picture -> names.put(picture, picture));
    Map<String, String> byFile = new HashMap<>();
    for (String picture : pictures) {
      String name = picture.substring(picture.lastIndexOf('/') + 1);
      if (names.containsKey(name) || !written.contains(name)) {
        continue;
      }
      if (names.containsKey(picture)) {
        throw new DatasetException(
            "%s: '%s' and '%s' are both names of the picture '%s'; leave one out"
                .formatted(file, name, picture, picture));
      }
      String other = byFile.put(name, picture);
      if (other != null) {
        throw new DatasetException(
            "%s: '%s' is the name of two pictures, '%s' and '%s'; write their paths"
                .formatted(file, name, other, picture));
      }
    }
    byFile.forEach((name, picture) -> names.put(picture, name));
    return names;
  }
}
