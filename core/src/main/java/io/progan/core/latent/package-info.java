/** How latents are distributed. */
package io.progan.core.latent;
