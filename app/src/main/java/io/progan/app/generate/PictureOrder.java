package io.progan.app.generate;

import io.progan.core.image.ImageGrid;
import java.util.List;

/**
 * The pictures that are to be made.
 *
 * @param images in order
 * @param grid how many of them a picture holds; 1x1 for each by itself
 */
public record PictureOrder(Selection images, ImageGrid grid) {

  /** The number of pictures; the last may not be full. */
  int count() {
    return (images.count() + grid.size() - 1) / grid.size();
  }

  /** The images of a picture. */
  List<Item> items(int picture) {
    int first = picture * grid.size();
    return images.items().subList(first, Math.min(images.count(), first + grid.size()));
  }

  /** The name of a picture's file, without the ending. */
  String name(int picture) {
    return grid.size() == 1 ? items(picture).get(0).name() : "grid%06d".formatted(picture);
  }

  /** The same pictures of other images. */
  PictureOrder of(Selection others) {
    return new PictureOrder(others, grid);
  }
}
