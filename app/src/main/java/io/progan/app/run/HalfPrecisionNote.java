package io.progan.app.run;

import io.progan.presets.config.Dtype;
import io.progan.presets.config.RunConfig;
import java.util.Optional;

/** What a user of a half format is to know before the training begins. */
final class HalfPrecisionNote {

  private HalfPrecisionNote() {}

  /** One line; empty for other formats. */
  static Optional<String> of(RunConfig config) {
    Dtype dtype = config.generator().dtype();
    return dtype.isHalf()
        ? Optional.of(
            "%s (rounding: %s) is simulated in arrays of float32, and slower than float32"
                .formatted(dtype.jsonName(), config.generator().rounding().jsonName()))
        : Optional.empty();
  }
}
