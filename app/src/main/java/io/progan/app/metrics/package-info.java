/**
 * What the commands of {@code progan metrics} do: read or generate images, feed them to metrics,
 * keep and show the results.
 */
package io.progan.app.metrics;
