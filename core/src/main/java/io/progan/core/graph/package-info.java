/**
 * Computation graphs: SameDiff graphs with shapes, gradients that can themselves be differentiated,
 * and plans that run a graph in memory laid out beforehand.
 */
package io.progan.core.graph;
