package io.progan.dataset.celebahq;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the material of CelebA-HQ lies.
 *
 * @param celeba folder with the photographs in {@code img_celeba} and the landmarks in {@code Anno}
 * @param deltas folder with {@code image_list.txt} and the zips
 */
public record CelebaHqFolders(Path celeba, Path deltas) {
  private static final String PHOTOS = "img_celeba";

  Path landmarks() {
    return celeba.resolve("Anno").resolve("list_landmarks_celeba.txt");
  }

  Path list() {
    return deltas.resolve(ImageList.FILE_NAME);
  }

  Path photo(ImageList.Entry entry) {
    return celeba.resolve(PHOTOS).resolve(entry.photo());
  }

  /** {@link DatasetException} if photographs are missing; it says how many. */
  void checkPhotos(List<ImageList.Entry> entries) throws IOException {
    Path folder = celeba.resolve(PHOTOS);
    if (!Files.isDirectory(folder)) {
      throw new DatasetException(
          folder + ": no such folder; CelebA's photographs as they were found belong here");
    }
    Set<String> there = new HashSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> there.add(file.getFileName().toString()));
    }
    List<String> missing =
        entries.stream().map(ImageList.Entry::photo).filter(p -> !there.contains(p)).toList();
    if (!missing.isEmpty()) {
      throw new DatasetException(
          "%s: %d of %d photographs are missing, the first is %s"
              .formatted(folder, missing.size(), entries.size(), missing.get(0)));
    }
  }
}
