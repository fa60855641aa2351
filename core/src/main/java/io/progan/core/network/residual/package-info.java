/** BigGAN's networks: residual blocks, spectral norm, class-conditional batch norm, attention. */
package io.progan.core.network.residual;
