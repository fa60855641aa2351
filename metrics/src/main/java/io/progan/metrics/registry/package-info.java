/**
 * All metrics behind one interface, each with the {@link io.progan.metrics.registry.MetricSpec}
 * that says what it is; {@link io.progan.metrics.registry.Metrics} lists them. Reals are fed first,
 * then any number of sets that are compared with them. Imports every other package of the metrics;
 * none imports it.
 */
package io.progan.metrics.registry;
