/**
 * One step of a training: the phases of an iteration, their graphs at a stage, and the memory that
 * these may take.
 */
package io.progan.core.training.step;
