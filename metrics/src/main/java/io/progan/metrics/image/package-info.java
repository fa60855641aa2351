/**
 * Batches of pictures as plain numbers, and the linear filters that the metrics share. Imports no
 * other package of the metrics.
 */
package io.progan.metrics.image;
