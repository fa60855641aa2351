/**
 * The training loop: steps of discriminator and generator on the graphs of the current stage, and
 * events for whoever wants to show or store something.
 */
package io.progan.core.training;
