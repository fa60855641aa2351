package io.progan.app.generate;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.mixin.GeneratorChoice;
import io.progan.core.generate.Generator;
import io.progan.core.generate.GeneratorOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The generator that a command uses. Owns it.
 *
 * @param generator the generator
 * @param snapshot the file that it comes from
 */
public record TrainedNetwork(Generator generator, Path snapshot) implements AutoCloseable {

  private static final Pattern SNAPSHOT_NAME = Pattern.compile("network-(?:snapshot-)?(.+)\\.npz");

  /**
   * Opens what the options name; of a run the newest snapshot that is not damaged. Damaged ones are
   * named on the console. The backend has to be ready.
   *
   * @throws CommandFailure in one line, if there is none, or the options do not fit it
   */
  public static TrainedNetwork open(GeneratorChoice options, Console console) throws IOException {
    GeneratorOptions how;
    try {
      how = options.generator();
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.WRONG_USAGE, "--lod: " + e.getMessage(), e);
    }
    TrainedNetwork trained =
        NewestSnapshot.of(options, console).read(snapshot -> load(snapshot, how, console));
    if (options.together().isPresent() && !trained.generator().hasBatchNorm()) {
      trained.close();
      throw CommandFailure.wrongUsage(
          "--together: this network has no batch norm; each of its images stands for itself");
    }
    return trained;
  }

  private static TrainedNetwork load(Path snapshot, GeneratorOptions how, Console console)
      throws IOException {
    try {
      Generator generator = Generator.load(snapshot, how);
      warnIfUntrained(generator, console);
      return new TrainedNetwork(generator, snapshot);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.WRONG_USAGE, "--lod: " + e.getMessage(), e);
    }
  }

  private static void warnIfUntrained(Generator generator, Console console) {
    if (generator.lod() < generator.info().lod()) {
      console.note(
          "--lod %s: this network has been trained down to lod %s only; finer layers are noise"
              .formatted(generator.lod(), generator.info().lod()));
    }
  }

  /** The run and the thousands of images that its networks have seen, for names of files. */
  public String id() {
    String name = snapshot.getFileName().toString();
    Matcher matcher = SNAPSHOT_NAME.matcher(name);
    Path folder = snapshot.toAbsolutePath().normalize().getParent();
    return matcher.matches() && folder.getFileName() != null
        ? folder.getFileName() + "-" + matcher.group(1)
        : name.replaceFirst("\\.npz$", "");
  }

  /** Where its pictures go unless the user names another place. */
  public Path folder() {
    return Path.of("generated", id());
  }

  /**
   * Refuses a factor by which the images cannot be made smaller.
   *
   * @throws CommandFailure in one line
   */
  public void checkShrink(int shrink) {
    int size = generator.resolution();
    if (size % shrink != 0) {
      throw CommandFailure.wrongUsage(
          "--shrink %d: images of %dx%d cannot be divided so; give 1, 2, 4, up to %d"
              .formatted(shrink, size, size, size));
    }
  }

  @Override
  public void close() {
    generator.close();
  }
}
