package io.progan.core.training;

import io.progan.core.graph.BufferPool;
import io.progan.core.network.ParameterVector;

/**
 * The arrays that a step writes to; they belong to whoever made them.
 *
 * @param gradients where each run leaves the gradients
 * @param buffers for intermediate values; steps that run one after the other share them
 */
record Workspace(ParameterVector gradients, BufferPool buffers) {}
