/**
 * The generator and the discriminator as lists of layers, and the vectors that hold their weights.
 */
package io.progan.core.network;
