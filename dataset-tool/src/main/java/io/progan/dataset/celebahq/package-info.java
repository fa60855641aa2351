/**
 * Recreates CelebA-HQ (Karras et al. 2018, "Progressive Growing of GANs", appendix C) from CelebA's
 * photographs, their landmarks and the published deltas, to the bit where the JPEG decoder allows.
 */
package io.progan.dataset.celebahq;
