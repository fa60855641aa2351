/**
 * The nearest real pictures of generated ones, to see whether a network has learnt pictures by
 * heart. Imports no other package of the metrics.
 */
package io.progan.metrics.neighbors;
