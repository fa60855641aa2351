/** BigGAN's networks from files of PyTorch. */
package io.progan.core.exchange.torch;
