package io.progan.app.metrics;

/**
 * How many images a metric looks at.
 *
 * @param realImages of the reals
 * @param images of each other set
 */
record ImageCounts(int realImages, int images) {}
