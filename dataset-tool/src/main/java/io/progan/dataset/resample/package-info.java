/**
 * Changes the size and shape of pictures exactly as Pillow does, to the bit: resizing with its
 * filters in both of its arithmetics, cutting out, and warping a quadrilateral.
 */
package io.progan.dataset.resample;
