package io.progan.app.runs;

import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.LayerRow;
import io.progan.core.network.Network;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How much an image costs at each resolution, in multiplications of one pass of both networks. */
final class StageCost {

  private static final Pattern BLOCK = Pattern.compile("(\\d+)x\\d+/.*");

  private final List<LayerRow> rows;

  StageCost(RunConfig config, DatasetShape shape) {
    Network generator = new GeneratorNetwork(config.generator(), shape);
    Network discriminator = new DiscriminatorNetwork(config.discriminator(), shape);
    this.rows =
        Stream.concat(generator.table().stream(), discriminator.table().stream())
            .filter(row -> row.weightShape().length > 0)
            .toList();
  }

  /** The multiplications of all blocks up to a resolution. */
  double multiplications(int resolution) {
    return rows.stream()
        .filter(row -> resolution(row) <= resolution)
        .mapToDouble(StageCost::multiplications)
        .sum();
  }

  private static int resolution(LayerRow row) {
    Matcher matcher = BLOCK.matcher(row.name());
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : Integer.MAX_VALUE;
  }

  /** Every weight of a convolution is used at every pixel. */
  private static double multiplications(LayerRow row) {
    long weights = Arrays.stream(row.weightShape()).reduce(1, (a, b) -> a * b);
    long[] out = row.outputShape();
    boolean convolution = row.weightShape().length == 4;
    return (double) weights * (convolution ? out[2] * out[3] : 1);
  }
}
