package io.progan.dataset.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of {@code pickle/} come from Python 3 and NumPy, by the script beside them. */
class PickleReaderTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void plainValuesOfAllProtocols(int protocol) throws IOException {
    Map<?, ?> values = values(protocol);
    assertThat(values.keySet().stream().map(String::valueOf))
        .startsWith("none", "bools", "ints", "float", "text")
        .endsWith("shared", "self", "object");
    assertThat(values.get("none")).isNull();
    assertThat(values.get("bools")).isEqualTo(List.of(true, false));
    List<?> ints = (List<?>) values.get("ints");
    assertThat(ints.stream().map(i -> new BigInteger(i.toString())))
        .containsExactly(
            BigInteger.ZERO,
            BigInteger.valueOf(255),
            BigInteger.valueOf(65535),
            BigInteger.valueOf(-1),
            BigInteger.TWO.pow(40),
            BigInteger.TWO.pow(70).negate());
    assertThat(values.get("float")).isEqualTo(-1.5);
    assertThat(values.get("text")).isEqualTo("grüß 你\\n\ud83d\ude00\n");
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    assertThat(values.get("bytes")).isEqualTo(all);
    assertThat(values.get("empty")).isEqualTo(new byte[0]);
    assertThat(values.get("bytearray")).isEqualTo(new byte[] {'a', 'b', 0});
    List<?> self = (List<?>) values.get("self");
    assertThat(self.get(1)).isSameAs(self);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void arraysOfAllProtocols(int protocol) throws IOException {
    Map<?, ?> values = values(protocol);
    NpyArray bytes = array(values, "u1", NpyType.UINT8, 2, 128);
    assertThat(bytes.bytes()[255]).isEqualTo((byte) 255);
    assertThat(values.get("shared")).isSameAs(bytes);
    int[] counted = array(values, "fortran", NpyType.INT32, 2, 3, 4).ints();
    for (int i = 0; i < 24; i++) {
      assertThat(counted[i]).isEqualTo(i);
    }
    assertThat(array(values, "big", NpyType.INT64, 3).longs()).containsExactly(1, -2, 3);
    assertThat(array(values, "half", NpyType.FLOAT32, 4).floats())
        .containsExactly(1.5f, -65504, 0x1p-24f, Float.POSITIVE_INFINITY);
    assertThat(array(values, "bool", NpyType.UINT8, 1, 2).bytes()).containsExactly(1, 0);
    assertThat(array(values, "u4", NpyType.INT64, 1).longs()).containsExactly(4294967295L);
    assertThat(array(values, "noncontiguous", NpyType.FLOAT64, 4).doubles())
        .containsExactly(0, 3, 6, 9);
    assertThat(array(values, "zero", NpyType.FLOAT32, 3, 0).size()).isZero();
    assertThat(array(values, "scalar", NpyType.FLOAT32).floats()).containsExactly(0.25f);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void objectsOfAllowedClasses(int protocol) throws IOException {
    Map<?, ?> values = values(protocol);
    PickledObject object = (PickledObject) values.get("object");
    assertThat(object).hasToString("PickledObject[tfutil.Network]");
    assertThat(object.args()).isEmpty();
    Map<?, ?> state = (Map<?, ?>) object.state();
    assertThat(state.get("name")).isEqualTo("G");
    assertThat(state.get("values")).isSameAs(values);
    List<?> pair = (List<?>) ((List<?>) state.get("weights")).get(0);
    assertThat(pair.get(0)).isEqualTo("w");
    assertThat(((NpyArray) pair.get(1)).floats()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void objectsOfOtherClassesAreRefusedByName(int protocol) {
    assertThatThrownBy(() -> read(file(protocol), PickleReader.allowing("tfutil.Other")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("names 'tfutil.Network', which is refused")
        .hasMessageContaining("NumPy arrays and [tfutil.Other] are read");
  }

  @Test
  void textOfPython2IsLatin1() throws IOException {
    assertThat(read("S'\\xff\\'a'\n.")).isEqualTo("\u00ff'a");
    assertThat(read("\u0080\u0002U\u0003a\u00e4b.")).isEqualTo("a\u00e4b");
    String array =
        "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntS'b'\ntR"
            + "(I1\n(I2\ntcnumpy\ndtype\n(S'i2'\nI0\nI1\ntR(I3\nS'>'\nNNNI-1\nI-1\nI0\ntb"
            + "I00\nS'\\x01\\x00\\xff\\xff'\ntb.";
    assertThat(((NpyArray) read(array)).ints()).containsExactly(256, -1);
  }

  @Test
  void modulesOfNumPy1AreKnown() throws IOException {
    for (int protocol : new int[] {0, 1, 2, 3}) {
      String text = new String(file(protocol), StandardCharsets.ISO_8859_1);
      assertThat(text).contains("cnumpy._core.multiarray\n");
      byte[] renamed =
          text.replace("numpy._core.", "numpy.core.").getBytes(StandardCharsets.ISO_8859_1);
      Map<?, ?> values = (Map<?, ?>) read(renamed, PickleReader.allowing("tfutil.Network"));
      assertThat(array(values, "big", NpyType.INT64, 3).longs()).containsExactly(1, -2, 3);
    }
  }

  @Test
  void functionsAreRefusedByNameAndOffset() {
    assertRefused("cos\nsystem\n(S'touch /tmp/x'\ntR.", "byte 0: pickle names 'os.system'");
    assertRefused("(S'x'\nios\nsystem\n.", "byte 6: pickle names 'os.system'");
    assertRefused(
        "\u0080\u0004\u008c\u0005posix\u008c\u0006system\u0093\u008c\u0001x\u0085R.",
        "byte 17: pickle names 'posix.system'");
    assertRefused("c__builtin__\neval\n(S'1'\ntR.", "'__builtin__.eval'");
    assertRefused("cdatetime\ndatetime\n(tR.", "'datetime.datetime'");
    assertRefused("cos\u0007\nsys\u00e4tem\n.", "'os?.sys?tem'");
    assertRefused("c__builtin__\nobject\n(tR.", "calls 'object', which is refused");
    assertRefused("cnumpy\nndarray\n(tR.", "calls 'numpy.ndarray', which is refused");
    assertRefused("cnumpy\nndarray\n.", "holds a class");
    assertRefused("Pos.system\n.", "byte 0: ");
    assertRefused("\u0082\u0001.", "byte 0: ");
  }

  @Test
  void whatLiesOutsideIsRefused() {
    assertRefused("(S'storage'\nI1\ntQ.", "refers to a value outside of it, which is refused");
    assertRefused("Pkey\n.", "byte 0: ");
  }

  @Test
  void orderedDictionariesOfPython2AreListsOfPairs() throws IOException {
    String dictionary = "ccollections\nOrderedDict\n((l%stR.";
    assertThat(((Map<?, ?>) read(dictionary.formatted("(lS'b'\naI1\naa(S'a'\nI2\nta"))).entrySet())
        .hasToString("[b=1, a=2]");
    assertRefused(dictionary.formatted("(lI1\naa"), "has an item of 1 values");
    assertRefused(dictionary.formatted("(l(laI1\naa"), "neither text nor a number");
    assertRefused("ccollections\nOrderedDict\n((l(ltR.", "OrderedDict has 2 arguments");
  }

  @Test
  void picklesMayFollowOneAnother() throws IOException {
    byte[] bytes = "I1\n.S'two'\n.cos\nsystem\n.".getBytes(StandardCharsets.ISO_8859_1);
    PickleSequence pickles =
        new PickleSequence(new ByteArrayInputStream(bytes), "some.pkl", bytes.length);
    PickleReader reader = PickleReader.allowing();
    assertThat(pickles.next(reader)).isEqualTo(1);
    assertThat(pickles.position()).isEqualTo(4);
    assertThat(pickles.next(reader)).isEqualTo("two");
    assertThatThrownBy(() -> pickles.next(reader)).hasMessageContaining("byte 12: pickle names");
    ByteArrayInputStream all = new ByteArrayInputStream(bytes);
    assertThatThrownBy(() -> reader.read(all, "some.pkl", 3))
        .hasMessageContaining("ends within the pickle, after 3 bytes");
  }

  @Test
  void claimsBeyondTheFileAreRefused() {
    assertRefused("T\u00ff\u00ff\u00ff\u007f.", "2147483647 bytes are claimed and 1 are left");
    assertRefused("B\u00ff\u00ff\u00ff\u00ff.", "4294967295 bytes are claimed");
    assertRefused(
        "\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff.",
        "18446744073709551615 bytes are claimed");
    assertRefused("L" + "9".repeat(101) + "\n.", "number of 101 digits");
    assertRefused(
        "cnumpy.core.multiarray\nscalar\n(cnumpy\ndtype\n(S'f4'\ntRS'abc'\ntR.",
        "does not fit 3 bytes");
  }

  @Test
  void brokenPicklesAreNamed() throws IOException {
    assertRefused("", "file ends within the pickle, after 0 bytes");
    assertRefused("just text", "byte ");
    assertRefused("\u0080\u0009.", "byte 0: unsupported pickle protocol: 9");
    assertRefused("(.", "byte 1: ");
    assertRefused("a.", "byte 0: not a pickle, or a damaged one");
    assertRefused("(lp0\n(d(g0\nI1\nu.", "dictionary key is neither text nor a number");
    assertRefused("I1\n}b.", "sets the state of a plain value");
    for (int protocol = 0; protocol <= 5; protocol++) {
      byte[] good = file(protocol);
      for (int length = 0; length < good.length; length += 7) {
        byte[] cut = Arrays.copyOf(good, length);
        assertThatThrownBy(() -> read(cut, PickleReader.allowing("tfutil.Network")))
            .isInstanceOf(DatasetException.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void damagedBytesEndInAValueOrANamedError(int protocol) throws IOException {
    byte[] good = file(protocol);
    int refused = 0;
    int[] flips = {1, 0x10, 0x80, 0xff};
    for (int at = 0; at < good.length; at++) {
      byte[] damaged = good.clone();
      damaged[at] ^= (byte) flips[at % flips.length];
      try {
        read(damaged, PickleReader.allowing("tfutil.Network"));
      } catch (DatasetException e) {
        assertThat(e).hasMessageStartingWith("some.pkl: ");
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private static void assertRefused(String pickle, String message) {
    assertThatThrownBy(() -> read(pickle))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("some.pkl: ")
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
  }

  private static NpyArray array(Map<?, ?> values, String key, NpyType type, int... shape) {
    NpyArray array = (NpyArray) values.get(key);
    assertThat(array.type()).isEqualTo(type);
    assertThat(array.shape()).isEqualTo(shape);
    return array;
  }

  private static Map<?, ?> values(int protocol) throws IOException {
    return (Map<?, ?>) read(file(protocol), PickleReader.allowing("tfutil.Network"));
  }

  private static byte[] file(int protocol) throws IOException {
    String name = "/pickle/values-p" + protocol + ".pkl";
    try (InputStream in = PickleReaderTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static Object read(String pickle) throws IOException {
    return read(pickle.getBytes(StandardCharsets.ISO_8859_1), PickleReader.allowing());
  }

  private static Object read(byte[] pickle, PickleReader reader) throws IOException {
    return reader.read(new ByteArrayInputStream(pickle), "some.pkl", pickle.length);
  }
}
