package io.progan.app.sweep;

import io.progan.app.metrics.MetricsRequest;
import io.progan.metrics.registry.MetricSpec;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/**
 * What is measured of the final networks.
 *
 * @param specs the metrics; none for those that the study had, or else the paper's
 * @param images of each set; empty for each metric's usual number
 * @param network what chooses feature network and classifier on the command line of {@code progan
 *     metrics}
 * @param request what makes a request of metrics and a number of images
 */
public record SweepMetrics(
    List<MetricSpec> specs,
    OptionalInt images,
    List<String> network,
    BiFunction<List<MetricSpec>, OptionalInt, MetricsRequest> request) {}
