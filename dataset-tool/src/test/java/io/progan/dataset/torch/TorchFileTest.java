package io.progan.dataset.torch;

import static io.progan.dataset.torch.TestTorchFiles.dict;
import static io.progan.dataset.torch.TestTorchFiles.floats;
import static io.progan.dataset.torch.TestTorchFiles.latin1;
import static io.progan.dataset.torch.TestTorchFiles.tensor;
import static io.progan.dataset.torch.TestTorchFiles.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files may hold besides what the golden ones do, and how they are told from others. */
class TorchFileTest {
  private static final String SCALAR =
      "cnumpy.core.multiarray\nscalar\n(cnumpy\ndtype\n(S'%s'\nI0\nI1\ntR(I3\nS'<'\nNNNI-1\nI-1\n"
          + "I0\ntbS'%s'\ntR";

  @TempDir Path folder;

  @Test
  void stateDictsMayBeNestedAndOfParallelNetworks() throws IOException {
    String weights = dict("module.a", vector("0", 2), "module.b", vector("0", 2));
    assertThat(names(weights)).containsExactly("a", "b");
    assertThat(names(dict("epoch", "I3\n", "state_dict", weights))).containsExactly("a", "b");
    assertThat(names(dict("module.a", vector("0", 2), "c.module.b", vector("0", 2))))
        .containsExactly("module.a", "c.module.b");
    assertThat(names(dict("state_dict", vector("0", 2)))).containsExactly("state_dict");
  }

  @Test
  void otherThingsAreNoStateDict() throws IOException {
    assertNoStateDict(
        dict("w", vector("0", 2), "epoch", "I3\n"), "entry 'epoch' is a number or an array");
    assertNoStateDict("(d" + "I3\n" + vector("0", 2) + "s", "entry '3' is a tensor, not a tensor");
    assertNoStateDict("(l" + vector("0", 2) + "a", "holds a list, not a dictionary");
  }

  private void assertNoStateDict(String object, String message) throws IOException {
    try (TorchFile file = open(object)) {
      assertThatThrownBy(file::stateDict)
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("one.pth: is no state dict: ")
          .hasMessageContaining(message);
    }
  }

  @Test
  void parametersAndVersionsOfLayersAreRead() throws IOException {
    String parameter = "ctorch._utils\n_rebuild_parameter\n(%sI01\n%stR";
    String weights =
        dict("w", parameter.formatted(vector("0", 2), TestTorchFiles.HOOKS))
            + "(dS'_metadata'\n"
            + dict("", "(dS'version'\nI1\ns")
            + "sb";
    try (TorchFile file = open(weights)) {
      assertThat(file.stateDict().get("w").floats()).containsExactly(1, 2);
    }
  }

  /** Scripts keep scores as NumPy has them, and Python 2 wrote ordered dictionaries as lists. */
  @Test
  void plainValuesOfNumPyAndPython2AreRead() throws IOException {
    String score = SCALAR.formatted("f8", "\\x00\\x00\\x00\\x00\\x00\\x00\\x08\\x40");
    String step = SCALAR.formatted("i4", "\\x07\\x00\\x00\\x00");
    String list =
        "ccollections\nOrderedDict\n((l(lS'z'\naI1\naa(lS'a'\na" + vector("0", 2) + "aatR";
    try (TorchFile file = open(dict("IS", score, "step", step, "old", list))) {
      Map<?, ?> content = (Map<?, ?>) file.content();
      assertThat(content.get("IS")).isEqualTo(3.0);
      assertThat(content.get("step")).isEqualTo(7L);
      Map<?, ?> old = (Map<?, ?>) content.get("old");
      assertThat(List.copyOf(old.keySet())).isEqualTo(List.of("z", "a"));
      assertThat(((TorchTensor) old.get("a")).floats()).containsExactly(1, 2);
    }
  }

  @Test
  void sharedValuesStayShared() throws IOException {
    String shared = "(l" + "p9\nI5\na";
    try (TorchFile file = open(dict("a", shared, "b", "g9\n", "w", vector("0", 2)))) {
      Map<?, ?> content = (Map<?, ?>) file.content();
      assertThat(content.get("a")).isEqualTo(List.of(5L)).isSameAs(content.get("b"));
      assertThatThrownBy(((Map<?, ?>) content)::clear)
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void theObjectMayBeCompressedAndTheByteOrderNamed() throws IOException {
    Path path = folder.resolve("packed.pth");
    try (OutputStream out = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("net/byteorder"));
      zip.write(latin1("little"));
      zip.putNextEntry(new ZipEntry("net/data.pkl"));
      zip.write(latin1(tensor(TestTorchFiles.storage("FloatStorage", "0", 0), 0, "0", "1") + "."));
      TestTorchFiles.store(zip, "net/data/0", new byte[0]);
    }
    assertThat(TorchFile.isTorchFile(path)).isTrue();
    try (TorchFile file = TorchFile.open(path)) {
      file.verifyChecksums();
      assertThat(((TorchTensor) file.content()).floats()).isEmpty();
    }
  }

  @Test
  void filesAreToldByTheirContent() throws IOException {
    Path stream = TestTorchFiles.stream(folder.resolve("a"), vector("0", 2), 2, floats(1, 2));
    Path zip =
        TestTorchFiles.zip(folder.resolve("b"), vector("0", 2), Map.of("net/data/0", floats(1, 2)));
    assertThat(TorchFile.isTorchFile(stream)).isTrue();
    assertThat(TorchFile.isTorchFile(zip)).isTrue();
    byte[] whole = Files.readAllBytes(zip);
    Path half = Files.write(folder.resolve("c"), Arrays.copyOf(whole, 200));
    assertThat(TorchFile.isTorchFile(half)).isTrue();

    Path pickle = Files.write(folder.resolve("d"), latin1("\u0080\u0002]q\0.                  "));
    assertThat(TorchFile.isTorchFile(pickle)).isFalse();
    Path empty = Files.write(folder.resolve("e"), new byte[0]);
    assertThat(TorchFile.isTorchFile(empty)).isFalse();
    assertThat(TorchFile.isTorchFile(folder)).isFalse();
    Path pictures = folder.resolve("f");
    try (OutputStream out = Files.newOutputStream(pictures);
        ZipOutputStream packed = new ZipOutputStream(out)) {
      TestTorchFiles.store(packed, "a.png", new byte[9]);
    }
    assertThat(TorchFile.isTorchFile(pictures)).isFalse();
  }

  /** The same magic number in the newest protocol, which frames it. */
  @Test
  void theStreamMayBeOfAnyProtocol() throws IOException {
    String object = vector("0", 2);
    String head = new String(TestTorchFiles.head(object, "0"), StandardCharsets.ISO_8859_1);
    String framed = "\u0080\u0004\u0095\r\0\0\0\0\0\0\0" + head.substring(2);
    Path path = folder.resolve("p4.pth");
    try (OutputStream out = Files.newOutputStream(path)) {
      out.write(latin1(framed));
      out.write(TestTorchFiles.counted(2, floats(1, 2)));
    }
    assertThat(TorchFile.isTorchFile(path)).isTrue();
    try (TorchFile file = TorchFile.open(path)) {
      assertThat(((TorchTensor) file.content()).floats()).containsExactly(1, 2);
    }
  }

  private List<String> names(String object) throws IOException {
    try (TorchFile file = open(object)) {
      return List.copyOf(file.stateDict().keySet());
    }
  }

  /** A file with the storage '0' of 1 and 2. */
  private TorchFile open(String object) throws IOException {
    return TorchFile.open(
        TestTorchFiles.stream(folder.resolve("one.pth"), object, 2, floats(1, 2)));
  }
}
