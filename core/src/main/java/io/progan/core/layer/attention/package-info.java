/** Layers in which every pixel sees every other. */
package io.progan.core.layer.attention;
