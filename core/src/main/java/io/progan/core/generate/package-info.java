/**
 * Making images with a trained network: {@code Generator.load(path).generate(latents)}, and what
 * the discriminator says to them.
 */
package io.progan.core.generate;
