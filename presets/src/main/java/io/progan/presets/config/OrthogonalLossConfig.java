package io.progan.presets.config;

/** A loss with orthogonal regularisation of the network's weights. */
public interface OrthogonalLossConfig {

  /** Of the regularisation; 0 for none. */
  double orthoStrength();

  /** What it adds. */
  OrthoForm orthoForm();
}
