package io.progan.core.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.dataset.numpy.NpyArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The networks in a file of weights: arrays named {@code G/...}, {@code D/...} and {@code Gs/...},
 * with each network's options in the metadata, or told by the shapes.
 */
final class WeightNetworks {

  private static final List<String> NAMES = List.of("G", "D", "Gs");
  private static final String OPTIONS = ".static_kwargs";
  private static final String KIMG = "kimg";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the shapes say. */
  private interface Told {
    Map<String, Object> options() throws ExchangeException;
  }

  private final Path file;
  private final WeightFile weights;
  private final Map<String, Map<String, NpyArray>> variables = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  private WeightNetworks(Path file, WeightFile weights) {
    this.file = file;
    this.weights = weights;
  }

  /** What a file is to hold. */
  static WeightFile toFile(OriginalNetworks networks) {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "progan");
    networks.kimg().ifPresent(kimg -> metadata.put(KIMG, Double.toString(kimg)));
    List<OriginalNetwork> three =
        List.of(networks.generator(), networks.discriminator(), networks.average());
    for (int i = 0; i < three.size(); i++) {
      String name = NAMES.get(i);
      metadata.put(name + OPTIONS, JSON.valueToTree(three.get(i).options()).toString());
      three
          .get(i)
          .variables()
          .forEach((variable, array) -> arrays.put(name + "/" + variable, array));
    }
    return new WeightFile(arrays, metadata);
  }

  /**
   * The networks of a file. A generator that is missing is taken to be the other; in the place of a
   * missing discriminator stands a new one.
   *
   * @throws ExchangeException if there is none in it; one line
   */
  static OriginalNetworks of(Path file, WeightFile weights) throws ExchangeException {
    return new WeightNetworks(file, weights).networks();
  }

  private OriginalNetworks networks() throws ExchangeException {
    sort();
    Map<String, NpyArray> d = variables.get("D");
    if (!variables.containsKey("G") && !variables.containsKey("Gs")) {
      throw new ExchangeException(
          file + ": holds no generator: no array's name begins with G/ or Gs/");
    }
    OriginalNetwork generator = generator("G", "Gs");
    OriginalNetwork average = generator("Gs", "G");
    OriginalNetwork discriminator;
    if (d == null) {
      notes.add(file + ": holds no D; a new one, which knows nothing, is put in its place");
      discriminator = NewDiscriminator.beside(file, average);
    } else {
      discriminator = new OriginalNetwork(options("D", shapes("D")::discriminator), withLod(d));
    }
    return new OriginalNetworks(
        file, generator, discriminator, average, kimg(), notes.stream().distinct().toList());
  }

  /** Puts each array to its network; names of TensorFlow end with the number of an output. */
  private void sort() throws ExchangeException {
    for (Map.Entry<String, NpyArray> array : weights.arrays().entrySet()) {
      String name = array.getKey().replaceFirst(":0$", "");
      int slash = name.indexOf('/');
      String network = slash < 0 ? "" : name.substring(0, slash);
      if (!NAMES.contains(network)) {
        throw new ExchangeException(
            "%s: array '%s' is of no network; names begin with G/, D/ or Gs/"
                .formatted(file, array.getKey()));
      }
      variables
          .computeIfAbsent(network, n -> new LinkedHashMap<>())
          .put(name.substring(slash + 1), array.getValue());
    }
  }

  private ShapeOptions shapes(String name) {
    return new ShapeOptions(file + ": " + name, variables.get(name));
  }

  /** Only a discriminator's shapes tell the numbers of a label. */
  private int labelSize() throws ExchangeException {
    return variables.containsKey("D") ? shapes("D").labelSize() : 0;
  }

  private OriginalNetwork generator(String name, String other) throws ExchangeException {
    boolean missing = !variables.containsKey(name);
    if (missing) {
      notes.add("%s: holds no %s; it is taken to be %s".formatted(file, name, other));
    }
    String found = missing ? other : name;
    Map<String, Object> options = options(found, () -> shapes(found).generator(labelSize()));
    return new OriginalNetwork(options, withLod(variables.get(found)));
  }

  /** What the file says, or else what the shapes say. */
  private Map<String, Object> options(String name, Told told) throws ExchangeException {
    String json = weights.metadata().get(name + OPTIONS);
    if (json == null) {
      notes.add(file + ": takes the original's defaults for what sizes do not tell");
      return told.options();
    }
    try {
      return JSON.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new ExchangeException(
          "%s: %s in its metadata is damaged (%s)"
              .formatted(file, name + OPTIONS, e.getOriginalMessage()),
          e);
    }
  }

  /** The original's networks begin with all layers in use. */
  private static Map<String, NpyArray> withLod(Map<String, NpyArray> variables) {
    Map<String, NpyArray> all = new LinkedHashMap<>(variables);
    all.putIfAbsent(OriginalNetwork.LOD, NpyArray.of(new float[1]));
    return all;
  }

  private OptionalDouble kimg() throws ExchangeException {
    String text = weights.metadata().get(KIMG);
    if (text == null) {
      return OptionalDouble.empty();
    }
    try {
      double kimg = Double.parseDouble(text);
      if (kimg >= 0 && kimg < 1e9) {
        return OptionalDouble.of(kimg);
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new ExchangeException("%s: its metadata have kimg '%s'".formatted(file, text));
  }
}
