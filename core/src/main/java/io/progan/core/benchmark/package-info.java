/**
 * Times training iterations on synthetic data and counts their arithmetic, so that speed can be
 * compared between machines, builds and programmes.
 */
package io.progan.core.benchmark;
