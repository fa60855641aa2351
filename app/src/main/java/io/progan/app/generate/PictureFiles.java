package io.progan.app.generate;

import io.progan.dataset.RawImage;
import java.io.IOException;

/** Where finished pictures go. */
interface PictureFiles extends AutoCloseable {

  /**
   * Takes the next picture; what it holds must not change any more.
   *
   * @param name of its file, without the ending
   */
  void write(String name, RawImage picture) throws IOException;

  /** The name of the file that a picture is in. */
  String fileName(String name);

  /** Completes the files; without it a file that holds several pictures does not appear. */
  default void complete() throws IOException {}

  @Override
  default void close() throws IOException {}
}
