package io.progan.core.exchange.torch;

import java.util.List;

/**
 * What the PyTorch form of the released BigGAN-deep generators ({@code pytorch-pretrained-BigGAN})
 * calls its tensors. Layers count blocks and attention alike.
 */
final class PretrainedNames {

  static final String EMBEDDINGS = "embeddings.weight";
  static final String FIRST = "generator.gen_z";
  static final String LAST_NORM = "generator.bn";
  static final String LAST_CONV = "generator.conv_to_rgb";

  /** Of a weight with spectral norm: itself, and its singular vectors. */
  static final String WEIGHT = ".weight_orig";

  static final String LEFT = ".weight_u";
  static final String RIGHT = ".weight_v";
  static final String MEANS = ".running_means";
  static final String VARIANCES = ".running_vars";

  /** Convolutions and norms of a block, from 0 here and from 1 there. */
  static final int IN_BLOCK = 4;

  /** Maps of an attention: here, and in BigGAN-PyTorch. */
  static final List<List<String>> ATTENTION =
      List.of(
          List.of("snconv1x1_theta", "theta"),
          List.of("snconv1x1_phi", "phi"),
          List.of("snconv1x1_g", "g"),
          List.of("snconv1x1_o_conv", "o"));

  private PretrainedNames() {}

  static String layer(int index) {
    return "generator.layers." + index;
  }
}
