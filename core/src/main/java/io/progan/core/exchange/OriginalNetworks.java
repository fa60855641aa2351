package io.progan.core.exchange;

import java.nio.file.Path;

/**
 * The three networks of a training of the original.
 *
 * @param file where they come from, for messages
 * @param generator G
 * @param discriminator D
 * @param average Gs, the moving average of G
 */
public record OriginalNetworks(
    Path file, OriginalNetwork generator, OriginalNetwork discriminator, OriginalNetwork average) {}
