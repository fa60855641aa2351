package io.progan.app.generate;

import io.progan.core.generate.Images;
import io.progan.core.image.ImageGrid;
import java.io.IOException;
import java.util.Arrays;

/** Collects images until a picture is full, and hands it on. */
final class PictureFiller {

  /** What takes the images of one picture. */
  interface Consumer {
    /**
     * Takes them.
     *
     * @param images as many as a picture holds; fewer in the last
     * @param picture the number of the picture, from 0 on
     */
    void accept(Images images, int picture) throws IOException;
  }

  private final ImageGrid grid;
  private final Consumer consumer;
  private float[] values = new float[0];
  private int waiting;
  private int done;
  private Images last;

  PictureFiller(ImageGrid grid, Consumer consumer) {
    this.grid = grid;
    this.consumer = consumer;
  }

  /** Takes the next images. */
  void add(Images images) throws IOException {
    last = images;
    int length = images.imageLength();
    for (int i = 0; i < images.count(); i++) {
      if (waiting == 0) {
        values = new float[grid.size() * length];
      }
      System.arraycopy(images.values(), i * length, values, waiting * length, length);
      waiting++;
      done++;
      if (waiting == grid.size()) {
        handOn();
      }
    }
  }

  /** Hands on a last picture that is not full. */
  void finish() throws IOException {
    if (waiting > 0) {
      handOn();
    }
  }

  private void handOn() throws IOException {
    float[] filled = Arrays.copyOf(values, waiting * last.imageLength());
    Images images = new Images(waiting, last.channels(), last.size(), filled, last.range());
    consumer.accept(images, (done - waiting) / grid.size());
    waiting = 0;
  }

  /** The number of images taken. */
  int done() {
    return done;
  }
}
