/**
 * The Frechet distance between the feature statistics of two sets of pictures. Imports no other
 * package of the metrics.
 */
package io.progan.metrics.fid;
