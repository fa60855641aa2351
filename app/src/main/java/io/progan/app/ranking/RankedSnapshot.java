package io.progan.app.ranking;

import java.nio.file.Path;

/**
 * A snapshot that has been measured.
 *
 * @param file the snapshot
 * @param kimg thousands of real images that its networks have seen
 * @param value of the metric's main column
 */
public record RankedSnapshot(Path file, double kimg, double value) {}
