package io.progan.app.metrics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.metrics.MetricSession.Measured;
import io.progan.app.metrics.MetricSession.Subject;
import io.progan.core.generate.Generator;
import io.progan.core.generate.GeneratorOptions;
import io.progan.core.generate.LatentSource;
import io.progan.core.snapshot.AtomicFile;
import io.progan.metrics.registry.Metric.Column;
import io.progan.metrics.registry.MetricSpec;
import io.progan.metrics.registry.MetricSpec.Counts;
import io.progan.metrics.registry.MetricSpec.Trait;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What truncating the latents does to metrics (BigGAN, figure 17): a row for each threshold, each
 * with statistics of batch norm of its own.
 *
 * @param request the metrics; the first two are the axes of the picture
 * @param thresholds from the largest on
 * @param manner how latents are truncated
 * @param standingPasses minibatches that statistics of batch norm are means over
 */
public record TruncationCurve(
    MetricsRequest request,
    List<Double> thresholds,
    LatentSource.Manner manner,
    int standingPasses) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** One point: the threshold and the values by column. */
  private record Point(double threshold, Map<String, Double> values) {}

  /**
   * Measures, and writes {@code truncation-curve.json} and {@code .svg}.
   *
   * @param out the folder that gets them
   * @param json one JSON object on standard output instead of a table
   * @throws IOException if something cannot be read or written
   */
  public void run(
      Path path, RunReals runReals, Path out, Console console, boolean json, BooleanSupplier stop)
      throws IOException {
    request.requireNetworks();
    SnapshotFile snapshot = SnapshotFile.open(path);
    ShardSamples reals = runReals.open(snapshot, request.mirrorSeed());
    Subject subject =
        new Subject(
            reals,
            reals.identity(),
            Map.of("latentSeed", request.latentSeed()),
            spec -> counts(spec, reals),
            stop);
    try (MetricSession session = MetricSession.open(request, subject, console);
        Generator generator = load(snapshot.path(), reals)) {
      session.reals(reals, RealsCache.of(reals, console), request.specs());
      List<Column> columns =
          session.jobs().stream().flatMap(job -> job.metric().columns().stream()).toList();
      if (!json) {
        console.out().print(MetricTable.head(columns).replace("Snapshot", "Trunc   "));
      }
      List<Point> points = new ArrayList<>();
      for (double threshold : thresholds) {
        points.add(measure(session, generator, reals, threshold, columns, json ? null : console));
      }
      ObjectNode answer = answer(snapshot, points);
      String text = answer.toPrettyString() + "\n";
      write(out.resolve("truncation-curve.json"), text);
      if (columns.size() > 1) {
        write(out.resolve("truncation-curve.svg"), picture(points, axes(session)));
      }
      console.out().print(json ? text : out.resolve("truncation-curve.json") + "\n");
    }
  }

  private Generator load(Path path, ShardSamples reals) throws IOException {
    int resolution = reals.dataset().resolution();
    return Generator.load(
        path, GeneratorOptions.standard().withUsual(request.together(resolution)));
  }

  private Counts counts(MetricSpec spec, ShardSamples reals) {
    int images = request.images(spec);
    boolean distinct = spec.has(Trait.NEEDS_DISTINCT_REALS);
    return new Counts(distinct ? Math.min(images, reals.count()) : images, images);
  }

  private Point measure(
      MetricSession session,
      Generator generator,
      ShardSamples reals,
      double threshold,
      List<Column> columns,
      Console console)
      throws IOException {
    LatentSource source = source(generator, threshold);
    if (generator.usesStatistics()) {
      generator.stand(standingPasses, source);
    }
    GeneratedSamples fakes =
        new GeneratedSamples(generator, request.latentSeed(), source, reals.dataset().labels());
    String title = "trunc " + threshold;
    Measured measured = session.compare(fakes, request.specs(), title, title);
    Map<String, Double> values = new LinkedHashMap<>();
    int column = 0;
    for (MetricSpec spec : session.jobs().stream().map(MetricSession.Job::spec).toList()) {
      for (double value : measured.values().get(spec)) {
        values.put(columns.get(column++).name(), Double.isFinite(value) ? value : null);
      }
    }
    if (console != null) {
      String row = Double.toString(threshold);
      console.out().print(MetricTable.row(columns, row, measured.seconds(), values));
      console.out().flush();
    }
    return new Point(threshold, values);
  }

  private LatentSource source(Generator generator, double threshold) {
    try {
      return new LatentSource(generator.distribution(), manner, threshold);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.WRONG_USAGE, "--trunc: " + e.getMessage(), e);
    }
  }

  private ObjectNode answer(SnapshotFile snapshot, List<Point> points) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("snapshot", snapshot.path().toString());
    answer.put("manner", manner.name().toLowerCase(Locale.ROOT));
    answer.put("standingPasses", standingPasses);
    answer.put("latentSeed", request.latentSeed());
    ArrayNode rows = answer.putArray("points");
    for (Point point : points) {
      ObjectNode row = rows.addObject().put("threshold", point.threshold);
      point.values.forEach(row::put);
    }
    return answer;
  }

  /** The first column of the first two metrics, or the first two columns of one. */
  private static List<String> axes(MetricSession session) {
    List<String> firsts =
        session.jobs().stream().map(job -> job.metric().columns().get(0).name()).toList();
    return firsts.size() > 1
        ? firsts.subList(0, 2)
        : session.jobs().get(0).metric().columns().stream().limit(2).map(Column::name).toList();
  }

  private static String picture(List<Point> points, List<String> axes) {
    List<CurvePicture.Point> drawn = new ArrayList<>();
    for (Point point : points) {
      Double x = point.values.get(axes.get(0));
      Double y = point.values.get(axes.get(1));
      if (x != null && y != null) {
        drawn.add(new CurvePicture.Point(x, y, Double.toString(point.threshold)));
      }
    }
    return CurvePicture.svg(drawn, axes.get(0), axes.get(1));
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
