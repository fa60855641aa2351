package io.progan.app.generate;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One image that is to be made.
 *
 * @param name of its file, without the ending
 * @param seed of its latents, if it has its own
 * @param index its number among the latents of one seed or file, if it has none
 * @param label its class; null without labels
 * @param score what the discriminator gave it; null if it was not asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Item(String name, Long seed, Integer index, Integer label, Float score) {

  Item withLabel(Integer other, String suffix) {
    return new Item(name + suffix, seed, index, other, score);
  }

  Item ranked(int rank, float itsScore) {
    return new Item("rank%06d-%s".formatted(rank, name), seed, index, label, itsScore);
  }
}
