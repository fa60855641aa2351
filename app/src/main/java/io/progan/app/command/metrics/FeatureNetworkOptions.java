package io.progan.app.command.metrics;

import io.progan.metrics.feature.ClassBias;
import io.progan.metrics.feature.FeatureNetworkFile;
import io.progan.metrics.feature.NetworkNames;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that name the feature network. */
final class FeatureNetworkOptions {

  private static final String VARIABLE = "PROGAN_INCEPTION";

  @Option(
      names = "--inception",
      paramLabel = "FILE",
      description =
          "The feature network; PROGAN_INCEPTION names it, too. docs/metrics.md says where to get"
              + " Inception-2015-12-05.")
  private Path inception;

  @Option(
      names = "--inception-input",
      paramLabel = "NAME",
      description = "Name of the input in the file (default: detected).")
  private String input;

  @Option(
      names = "--inception-features",
      paramLabel = "NAME",
      description = "Name of the output that gives features (default: detected).")
  private String features;

  @Option(
      names = "--inception-classes",
      paramLabel = "NAME",
      description =
          "Name of the output that gives probabilities or logits of classes (default: detected).")
  private String classes;

  @Option(
      names = "--class-bias",
      paramLabel = "with|without",
      converter = ClassBiasConverter.class,
      completionCandidates = ClassBiasConverter.class,
      description =
          "Whether the softmax of the Inception score has the bias of its layer; published scores"
              + " are without (default: without for Inception's frozen graph, with for ONNX files).")
  private ClassBias bias;

  /** The options that were given, as a command line has them. */
  List<String> arguments() {
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("--inception", inception);
    given.put("--inception-input", input);
    given.put("--inception-features", features);
    given.put("--inception-classes", classes);
    given.put("--class-bias", bias == null ? null : bias.name().toLowerCase(Locale.ROOT));
    given.values().removeIf(Objects::isNull);
    return given.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  /** The file that was named, by option or else by the environment. */
  Optional<FeatureNetworkFile> file() {
    String variable = System.getenv(VARIABLE);
    Path path = inception;
    if (path == null && variable != null && !variable.isEmpty()) {
      path = Path.of(variable);
    }
    NetworkNames names =
        new NetworkNames(
            Optional.ofNullable(input),
            Optional.ofNullable(features),
            Optional.ofNullable(classes));
    ClassBias kept = bias == null ? ClassBias.USUAL : bias;
    return Optional.ofNullable(path).map(file -> new FeatureNetworkFile(file, names, kept));
  }
}
