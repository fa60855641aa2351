/**
 * The layers of both networks: each knows its parameters and writes its forward pass as graph
 * operations. Gradients, of any order, follow from the graph.
 */
package io.progan.core.layer;
