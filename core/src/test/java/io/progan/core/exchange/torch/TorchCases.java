package io.progan.core.exchange.torch;

import io.progan.core.GoldenNetworks;
import io.progan.dataset.numpy.NpyArray;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Networks of golden cases as their state dictionaries. */
final class TorchCases {

  private TorchCases() {}

  static GoldenCase named(String kind, String end) {
    return GoldenCases.ofKind(kind)
        .filter(golden -> golden.name().endsWith(end))
        .findFirst()
        .orElseThrow();
  }

  /** The tensors in a folder of a case, with the logged singular values that it leaves out. */
  static Map<String, NpyArray> tensors(GoldenCase golden, String network) throws IOException {
    Map<String, NpyArray> tensors = new LinkedHashMap<>();
    Path folder = golden.file(network);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replaceFirst("\\.npy$", "");
        tensors.put(name, GoldenNetworks.npy(file));
        if (name.matches(".*\\.u\\d+")) {
          String value = name.replaceFirst("\\.u(\\d+)$", ".sv$1");
          tensors.putIfAbsent(value, NpyArray.of(new float[] {1.5f}, 1));
        }
      }
    }
    return tensors;
  }
}
