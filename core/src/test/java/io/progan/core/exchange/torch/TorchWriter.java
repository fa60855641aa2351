package io.progan.core.exchange.torch;

import io.progan.dataset.numpy.NpyArray;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes files of {@code torch.save} as PyTorch does since version 1.6, but for a pickle of
 * protocol 0: state dictionaries of float32 tensors, and training records.
 */
final class TorchWriter {

  private static final String DICT = "ccollections\nOrderedDict\n(tR";

  private TorchWriter() {}

  /** A state dictionary. */
  static Path stateDict(Path file, Map<String, NpyArray> tensors) throws IOException {
    StringBuilder pickle = new StringBuilder(DICT);
    Map<String, byte[]> storages = new LinkedHashMap<>();
    for (Map.Entry<String, NpyArray> entry : tensors.entrySet()) {
      String key = Integer.toString(storages.size());
      pickle.append("S'").append(entry.getKey()).append("'\n");
      pickle.append(tensor(key, entry.getValue())).append('s');
      storages.put("archive/data/" + key, bytes(entry.getValue().floats()));
    }
    return zip(file, pickle.toString(), storages);
  }

  /** A training record: numbers, and the numbers among its options. */
  static Path record(Path file, Map<String, String> numbers, Map<String, String> config)
      throws IOException {
    String inner = "S'config'\n(d" + items(config) + "s";
    return zip(file, "(d" + items(numbers) + inner, Map.of());
  }

  private static String items(Map<String, String> numbers) {
    return numbers.entrySet().stream()
        .map(
            e ->
                "S'%s'\n%s%s\ns"
                    .formatted(e.getKey(), e.getValue().matches("\\d+") ? "I" : "F", e.getValue()))
        .collect(Collectors.joining());
  }

  /** Any pickle without tensors. */
  static Path pickle(Path file, String pickle) throws IOException {
    return zip(file, pickle, Map.of());
  }

  private static String tensor(String key, NpyArray array) {
    String storage =
        "(S'storage'\nctorch\nFloatStorage\nS'%s'\nS'cpu'\nI%d\ntQ".formatted(key, array.size());
    int[] shape = array.shape();
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape[i];
    }
    return "ctorch._utils\n_rebuild_tensor_v2\n(%sI0\n%s%sI00\n%stR"
        .formatted(storage, tuple(shape), tuple(strides), DICT);
  }

  private static String tuple(int... numbers) {
    return Arrays.stream(numbers)
        .mapToObj(n -> "I" + n + "\n")
        .collect(Collectors.joining("", "(", "t"));
  }

  private static byte[] bytes(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static Path zip(Path file, String pickle, Map<String, byte[]> entries)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      store(zip, "archive/data.pkl", (pickle + ".").getBytes(StandardCharsets.ISO_8859_1));
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        store(zip, entry.getKey(), entry.getValue());
      }
    }
    return file;
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
