/**
 * Lowering: which native operations run an operation of a graph. What is known about the speed of
 * one backend lives here.
 */
package io.progan.core.plan.lowering;
