/** Normalisations that follow a layer's weight. */
package io.progan.core.layer.norm;
