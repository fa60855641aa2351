package io.progan.app.generate;

import io.progan.dataset.RawImage;
import java.io.IOException;

/** Where finished pictures go. */
interface PictureFiles extends AutoCloseable {

  /**
   * Takes the next picture; what it holds must not change any more.
   *
   * @param name of its file, without the ending
   * @return the name of the file that it is in
   */
  String write(String name, RawImage picture) throws IOException;

  /** Completes the files; without it a file that holds several pictures does not appear. */
  default void complete() throws IOException {}

  @Override
  default void close() throws IOException {}
}
