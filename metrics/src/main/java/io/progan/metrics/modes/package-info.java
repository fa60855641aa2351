/**
 * How many modes of a distribution of stacked greyscale pictures a generator makes, from the
 * classes of the channels of its images. Imports no other package of the metrics.
 */
package io.progan.metrics.modes;
