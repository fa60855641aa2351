/** Computation graphs: SameDiff graphs with shapes, and gradients that can be differentiated. */
package io.progan.core.graph;
