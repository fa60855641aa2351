package io.progan.app.command.metrics;

import io.progan.app.classifier.ClassifierFile;
import io.progan.metrics.classifier.ClassifierWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names the classifier. */
final class ClassifierOption {

  @Option(
      names = "--classifier",
      paramLabel = "FILE",
      description =
          "The classifier of greyscale pictures that mode recovery asks; 'progan classifier train'"
              + " makes one (default: none).")
  private Path file;

  /** The option as a command line has it, if it was given. */
  List<String> arguments() {
    return file == null ? List.of() : List.of("--classifier=" + file);
  }

  /**
   * The classifier that was named.
   *
   * @throws io.progan.app.console.CommandFailure in one line, if it cannot be used
   */
  Optional<ClassifierWeights> weights() throws IOException {
    return file == null ? Optional.empty() : Optional.of(ClassifierFile.read(file).weights());
  }
}
