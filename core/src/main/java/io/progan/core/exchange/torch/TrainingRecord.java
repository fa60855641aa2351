package io.progan.core.exchange.torch;

import io.progan.dataset.torch.TorchFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What {@code state_dict.pth} says about a training of BigGAN-PyTorch: how far it is, and some of
 * its options.
 *
 * @param content the dictionary; empty without a file
 */
record TrainingRecord(Map<?, ?> content) {

  private static final String CONFIG = "config";

  /** Reads a file. */
  static TrainingRecord read(Optional<Path> path) throws IOException {
    if (path.isEmpty()) {
      return new TrainingRecord(Map.of());
    }
    try (TorchFile file = TorchFile.open(path.get())) {
      return new TrainingRecord(file.content() instanceof Map<?, ?> map ? map : Map.of());
    }
  }

  /** An option of the training that is a number; empty if the file does not have it. */
  OptionalDouble option(String name) {
    return content.get(CONFIG) instanceof Map<?, ?> config ? number(config, name) : noNumber();
  }

  private static OptionalDouble noNumber() {
    return OptionalDouble.empty();
  }

  private static OptionalDouble number(Map<?, ?> map, String name) {
    return map.get(name) instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : noNumber();
  }

  /**
   * Thousands of images that the networks have seen: an iteration takes a batch for each
   * accumulation of each step of D. Empty if the file does not say all of these.
   */
  OptionalDouble kimg() {
    double images = number(content, "itr").orElse(Double.NaN);
    for (String factor : new String[] {"batch_size", "num_D_steps", "num_D_accumulations"}) {
      images *= option(factor).orElse(Double.NaN);
    }
    return images >= 0 ? OptionalDouble.of(images / 1000) : noNumber();
  }
}
