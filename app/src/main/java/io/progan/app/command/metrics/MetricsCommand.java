package io.progan.app.command.metrics;

import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.StopSignal;
import io.progan.app.metrics.MetricTable;
import io.progan.app.metrics.MetricsRequest;
import io.progan.app.metrics.RunMetrics;
import io.progan.app.metrics.RunReals;
import io.progan.app.metrics.SampleSets;
import io.progan.app.metrics.SetComparison;
import io.progan.app.mixin.AtLeastOneConverter;
import io.progan.app.mixin.GlobalOptions;
import io.progan.metrics.feature.FeatureNetworkFile;
import io.progan.metrics.registry.MetricSpec;
import io.progan.metrics.registry.MetricSpec.About;
import io.progan.metrics.registry.MetricSpec.Trait;
import io.progan.metrics.registry.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** {@code progan metrics NAME} for each metric, and {@code progan metrics all}. */
@Command(sortOptions = false)
public final class MetricsCommand implements Callable<Integer> {

  /** The metrics that can look at the same images. */
  private static final List<MetricSpec> SHARING =
      Metrics.ALL.stream().filter(spec -> !spec.has(Trait.OWN_IMAGES)).toList();

  private static final About ALL =
      new About(
          "all metrics",
          List.of(
              "All metrics that share their images, in one table; each image is made and goes through the feature network"
                  + " once.",
              "Without a feature network: " + MeasuringOptions.and(withoutNetwork()) + "."),
          List.of(
              "latest --num-images 10000 --inception inception.onnx", "latest --only swd,msssim"));

  private final Console console;
  private final StopSignal stop;
  private final GlobalOptions global;
  private final List<MetricSpec> specs;

  @Spec private CommandSpec command;

  @Mixin private final MeasuringOptions options = new MeasuringOptions();

  /** Mixed in where a metric needs it. */
  private final FeatureNetworkOptions network = new FeatureNetworkOptions();

  /** Likewise. */
  private final ClassifierOption classifier = new ClassifierOption();

  /** Mixed in where there are several metrics. */
  private final ChosenMetrics chosen = new ChosenMetrics();

  /** {@code progan metrics} without more. */
  @Command(
      name = "metrics",
      description = "Measure the networks of a run, or any set of images, against reals.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  progan metrics swd latest",
        "  progan metrics fid --fakes generated --reals datasets/mine --inception inception.onnx"
      })
  private static final class Group {}

  private MetricsCommand(
      Console console, StopSignal stop, GlobalOptions global, List<MetricSpec> specs) {
    this.console = console;
    this.stop = stop;
    this.global = global;
    this.specs = specs;
  }

  /**
   * The group with its commands.
   *
   * @param stop ends a measurement
   * @param global options of every command
   */
  public static CommandLine group(Console console, StopSignal stop, GlobalOptions global) {
    CommandLine group = new CommandLine(new Group());
    for (MetricSpec spec : Metrics.ALL) {
      MetricsCommand command = new MetricsCommand(console, stop, global, List.of(spec));
      group.addSubcommand(command.named(spec.name(), spec.about(), spec.options()));
    }
    return group
        .addSubcommand(new NeighborsCommand(console, stop, global))
        .addSubcommand(new CurveCommand(console, stop, global))
        .addSubcommand(
            new MetricsCommand(console, stop, global, SHARING).named("all", ALL, List.of()));
  }

  private CommandLine named(String name, About about, List<MetricSpec.Option> own) {
    List<String> examples =
        about.examples().stream()
            .map(example -> "  progan metrics " + name + " " + example)
            .toList();
    CommandSpec made = CommandSpec.forAnnotatedObject(this).name(name);
    made.resourceBundle(MeasuringOptions.texts(specs))
        .usageMessage()
        .description(literal(about.description()))
        .footerHeading(about.examples().size() == 1 ? "%nExample:%n" : "%nExamples:%n")
        .footer(literal(examples));
    if (needsNetwork()) {
      made.addMixin("network", CommandSpec.forAnnotatedObject(network));
    }
    if (needsClassifier()) {
      made.addMixin("classifier", CommandSpec.forAnnotatedObject(classifier));
    }
    if (specs.size() > 1) {
      made.addMixin("chosen", CommandSpec.forAnnotatedObject(chosen));
    }
    own.forEach(option -> made.addOption(option(option)));
    return new CommandLine(made);
  }

  private OptionSpec option(MetricSpec.Option option) {
    return OptionSpec.builder(option.name())
        .paramLabel(option.label())
        .type(Integer.class)
        .defaultValue(Integer.toString(option.usual()))
        .converters(new AtLeastOneConverter())
        .description(literal(List.of(option.description() + " (default: ${DEFAULT-VALUE}).")))
        .build();
  }

  /** Texts in which a percent sign is no more than that. */
  private static String[] literal(List<String> texts) {
    return texts.stream().map(text -> text.replace("%", "%%")).toArray(String[]::new);
  }

  private static List<String> withoutNetwork() {
    return SHARING.stream().filter(spec -> !spec.needsNetwork()).map(MetricSpec::title).toList();
  }

  private boolean needsNetwork() {
    return specs.stream().anyMatch(MetricSpec::needsNetwork);
  }

  private boolean needsClassifier() {
    return specs.size() > 1 || specs.stream().anyMatch(spec -> spec.has(Trait.NEEDS_CLASSIFIER));
  }

  @Override
  public Integer call() throws IOException {
    options.check();
    Optional<FeatureNetworkFile> file = needsNetwork() ? network.file() : Optional.empty();
    MetricsRequest request = options.request(wanted(file), constants(), file, classifier.weights());
    global.prepare();
    MetricTable table = new MetricTable(console, options.json());
    if (options.out().isPresent()) {
      Files.createDirectories(options.out().get());
    }
    for (MetricsRequest part : request.parts()) {
      measure(part, table);
    }
    table.end();
    return ExitCode.DONE;
  }

  private void measure(MetricsRequest request, MetricTable table) throws IOException {
    if (options.fakes() != null) {
      SampleSets sets = options.source().sets(console, stop);
      new SetComparison(request, sets, options.cached(), console, table)
          .run(options.fakes(), options.reals(), options.out());
    } else {
      RunReals reals = options.source().reals(console, stop);
      RunMetrics.Options how =
          new RunMetrics.Options(options.force(), options.cached(), options.out(), stop::requested);
      new RunMetrics(request, how, reals, console, table)
          .run(options.source().snapshots(options.target()));
    }
  }

  /** The values of the metrics' own options. */
  private Map<String, Integer> constants() {
    Map<String, Integer> values = new HashMap<>();
    for (MetricSpec spec : specs) {
      for (MetricSpec.Option option : spec.options()) {
        OptionSpec found = command.findOption(option.name());
        if (found != null) {
          values.put(option.name(), found.getValue());
        }
      }
    }
    return values;
  }

  /** Of all metrics those that can be computed; one alone stays, and is refused later on. */
  private List<MetricSpec> wanted(Optional<FeatureNetworkFile> file) {
    if (!chosen.specs().isEmpty()) {
      return chosen.specs();
    }
    if (specs.size() == 1 || file.isPresent()) {
      return specs;
    }
    String left =
        specs.stream()
            .filter(MetricSpec::needsNetwork)
            .map(MetricSpec::name)
            .collect(Collectors.joining(", "));
    console.note(left + ": left out, since they need a feature network (--inception FILE)");
    return specs.stream().filter(spec -> !spec.needsNetwork()).toList();
  }
}
