/**
 * Primitives of oneDNN, called directly. Images lie in its blocked layout, {@code nChw16c}: sixteen
 * channels of a pixel next to each other, the number of channels padded with zeros to a multiple of
 * sixteen.
 */
package io.progan.core.plan.onednn;
