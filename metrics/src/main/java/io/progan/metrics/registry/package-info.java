/**
 * All metrics behind one interface: reals are fed first, then any number of sets that are compared
 * with them. Imports every other package of the metrics; none imports it.
 */
package io.progan.metrics.registry;
