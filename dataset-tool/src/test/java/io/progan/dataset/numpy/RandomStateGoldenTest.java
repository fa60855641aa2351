package io.progan.dataset.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers of NumPy's legacy generator, as the golden files hold them. */
class RandomStateGoldenTest {
  private static final Pattern SEED = Pattern.compile("seed(\\d+)");
  private static final Pattern RANDINT = Pattern.compile("randint_(\\d+)_(\\d+)_size\\d+");
  private static final Pattern RANDINT_BYTES = Pattern.compile("randint_(\\d+)_uint8_\\d+");

  record Draw(GoldenCase golden, JsonNode file) {
    String path() {
      return file.get("path").asText();
    }

    NpyArray expected() throws IOException {
      return NpyReader.read(golden.file(path()));
    }

    @Override
    public String toString() {
      return golden.name() + " " + path();
    }
  }

  record Order(GoldenCase golden, int count, JsonNode expected) {
    @Override
    public String toString() {
      return golden.name() + " " + count;
    }
  }

  static Stream<Draw> draws() {
    return GoldenCases.ofKind("random")
        .flatMap(
            c ->
                StreamSupport.stream(c.json().get("files").spliterator(), false)
                    .filter(f -> SEED.matcher(f.get("path").asText()).find())
                    .map(f -> new Draw(c, f)));
  }

  static Stream<Order> orders() {
    return GoldenCases.ofKind("shuffle")
        .flatMap(
            c ->
                c.json().get("expected").properties().stream()
                    .map(
                        (Map.Entry<String, JsonNode> e) ->
                            new Order(c, Integer.parseInt(e.getKey()), e.getValue())));
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("draws")
  void drawsAreNumPys(Draw draw) throws IOException {
    RandomState random = new RandomState(Long.parseLong(match(SEED, draw.path()).group(1)));
    NpyArray expected = draw.expected();
    int count = expected.size();
    String name = draw.path().substring(draw.path().lastIndexOf('/') + 1);
    Matcher randint = RANDINT.matcher(name);
    Matcher randintBytes = RANDINT_BYTES.matcher(name);
    if (randint.find()) {
      long low = Long.parseLong(randint.group(1));
      long high = Long.parseLong(randint.group(2));
      assertThat(random.randint(low, high, count)).isEqualTo(expected.longs());
    } else if (randintBytes.find()) {
      int high = Integer.parseInt(randintBytes.group(1));
      assertThat(random.randintBytes(0, high, count)).isEqualTo(expected.bytes());
    } else if (name.startsWith("uint32")) {
      long[] words = new long[count];
      Arrays.setAll(words, i -> Integer.toUnsignedLong(random.nextInt()));
      assertThat(words).isEqualTo(expected.longs());
    } else if (name.startsWith("rand_")) {
      assertThat(random.rand(count)).isEqualTo(expected.doubles());
    } else if (name.startsWith("randn_")) {
      assertClose(random.randn(count), expected.doubles(), randnTolerance(draw));
    } else if (name.startsWith("mixed_randn3_randint_randn3")) {
      assertClose(mixed(random), expected.doubles(), randnTolerance(draw));
    } else if (name.startsWith("latents_")) {
      assertSinglePrecision(random.randnFloats(count), expected.floats());
    } else {
      throw new AssertionError("no check for " + draw);
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("orders")
  void ordersAreNumPys(Order order) throws IOException, NoSuchAlgorithmException {
    long seed = order.golden().json().get("config").get("seed").asLong();
    int[] actual = new RandomState(seed).permutation(order.count());
    ByteBuffer bytes = ByteBuffer.allocate(8 * actual.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int i : actual) {
      bytes.putLong(i);
    }
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
    assertThat(HexFormat.of().formatHex(digest))
        .isEqualTo(order.expected().get("sha256_of_little_endian_int64").asText());
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("orderFiles")
  void storedOrdersAreNumPys(Draw file) throws IOException {
    long seed = file.golden().json().get("config").get("seed").asLong();
    int count = Integer.parseInt(match(Pattern.compile("order_(\\d+)"), file.path()).group(1));
    int[] expected = file.expected().ints();
    int[] actual = new RandomState(seed).permutation(count);
    assertThat(Arrays.copyOf(actual, expected.length)).isEqualTo(expected);
  }

  static Stream<Draw> orderFiles() {
    return GoldenCases.ofKind("shuffle")
        .flatMap(
            c ->
                StreamSupport.stream(c.json().get("files").spliterator(), false)
                    .map(f -> new Draw(c, f)));
  }

  private static double[] mixed(RandomState random) {
    double[] all = new double[10];
    System.arraycopy(random.randn(3), 0, all, 0, 3);
    long[] whole = random.randint(0, 100, 4);
    for (int i = 0; i < 4; i++) {
      all[3 + i] = whole[i];
    }
    System.arraycopy(random.randn(3), 0, all, 7, 3);
    return all;
  }

  private static double randnTolerance(Draw draw) {
    return draw.golden().json().get("tolerance").get("randn_rel").asDouble();
  }

  private static void assertClose(double[] actual, double[] expected, double relative) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(relative * Math.abs(expected[i])));
    }
  }

  private static void assertSinglePrecision(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(Math.ulp(expected[i])));
    }
  }

  private static Matcher match(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher;
  }
}
