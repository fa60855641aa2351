package io.progan.core.network.residual;

import io.progan.core.layer.Layer;

/** Makes the norms of a generator. */
@FunctionalInterface
interface Norms {

  /** A norm of so many feature maps. */
  Layer of(String name, int maps);
}
