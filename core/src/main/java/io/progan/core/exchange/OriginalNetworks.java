package io.progan.core.exchange;

import io.progan.core.training.state.TrainingState;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The three networks of a training of the original.
 *
 * @param file where they come from, for messages
 * @param generator G
 * @param discriminator D
 * @param average Gs, the moving average of G
 * @param kimg thousands of images that they have seen, if the file says so
 * @param notes what a user should know about the file, a line each
 */
public record OriginalNetworks(
    Path file,
    OriginalNetwork generator,
    OriginalNetwork discriminator,
    OriginalNetwork average,
    OptionalDouble kimg,
    List<String> notes) {

  /** Copies the notes. */
  public OriginalNetworks {
    notes = List.copyOf(notes);
  }

  /** Networks of a file that says nothing but what they are. */
  OriginalNetworks(
      Path file, OriginalNetwork generator, OriginalNetwork discriminator, OriginalNetwork gs) {
    this(file, generator, discriminator, gs, OptionalDouble.empty(), List.of());
  }

  /** Copies all variables into networks of the same options. */
  void copyTo(TrainingState state) {
    generator.copyTo(state.generatorWeights());
    discriminator.copyTo(state.discriminatorWeights());
    average.copyTo(state.averageWeights());
  }
}
