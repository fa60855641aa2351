package io.progan.core.generate;

/**
 * What receives generated images.
 *
 * @param <E> what it may throw
 */
@FunctionalInterface
public interface ImageSink<E extends Exception> {

  /**
   * Takes the next minibatch.
   *
   * @param images valid for as long as wanted
   */
  void accept(Images images) throws E;
}
