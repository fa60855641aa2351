/** The losses of WGAN-GP and AC-GAN as graphs. */
package io.progan.core.loss;
