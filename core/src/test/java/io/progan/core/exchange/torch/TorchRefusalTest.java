package io.progan.core.exchange.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.core.exchange.ExchangeException;
import io.progan.core.exchange.ImportedNetworks;
import io.progan.core.exchange.SnapshotImport;
import io.progan.dataset.DatasetException;
import io.progan.dataset.numpy.NpyArray;
import io.progan.presets.config.BigGanDiscriminatorConfig;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not understood is refused by name. */
class TorchRefusalTest {

  private static final Path FILES = Path.of("src/test/resources/golden/15_torch_state_dict");

  @TempDir Path folder;

  private Map<String, NpyArray> tensors;

  @BeforeEach
  void readOne() throws IOException {
    tensors = TorchCases.tensors(TorchCases.named("biggan_g_forward", "hier64"), "G");
  }

  private void assertRefused(String... parts) throws IOException {
    Path file = TorchWriter.stateDict(folder.resolve("G.pth"), tensors);
    assertThatThrownBy(() -> TorchNetworks.read(file, TorchOptions.NONE))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContainingAll(parts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "linear.weight",
        "linear.bias",
        "shared.weight",
        "blocks.0.0.conv1.weight",
        "blocks.1.1.gamma",
        "blocks.2.0.bn2.gain.u0",
        "blocks.3.0.conv_sc.sv0",
        "output_layer.0.stored_var",
        "output_layer.2.weight"
      })
  void missing(String name) throws IOException {
    assertThat(tensors.remove(name)).isNotNull();
    // Without the shared table or the first singular vector another network is meant.
    assertRefused(name.equals("shared.weight") ? "G.pth" : name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"blocks.4.0.conv1.bias", "blocks.2.1.phi.weight", "blocks.0.0.conv1.v0"})
  void tooMany(String name) throws IOException {
    tensors.put(name, NpyArray.of(new float[] {1}, 1));
    assertRefused(name);
  }

  private static NpyArray zeros(int... shape) {
    return NpyArray.of(new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)], shape);
  }

  @Test
  void anotherWidth() throws IOException {
    int[] shape = tensors.get("blocks.2.0.conv2.weight").shape();
    tensors.put("blocks.2.0.conv2.weight", zeros(shape[0] + 1, shape[1], 3, 3));
    assertRefused("blocks.2.0", "gives out 5", "with ch 1 at 64 pixels takes 8, gives 4");
  }

  @Test
  void anotherNumberOfBlocks() throws IOException {
    tensors.keySet().removeIf(name -> name.startsWith("blocks.2") || name.startsWith("blocks.3"));
    assertRefused("has 2 blocks");
  }

  @Test
  void anotherShapeOfANorm() throws IOException {
    tensors.put("blocks.1.0.bn2.bias.weight", zeros(8, 3));
    assertRefused("blocks.1.0.bn2.bias.weight is [8, 3], expected [8, ");
  }

  @Test
  void numbersThatAreNone() throws IOException {
    float[] bias = tensors.get("linear.bias").floats().clone();
    bias[5] = Float.NaN;
    tensors.put("linear.bias", NpyArray.of(bias, bias.length));
    Path file = TorchWriter.stateDict(folder.resolve("G.pth"), tensors);
    ImportedNetworks imported = TorchNetworks.read(file, TorchOptions.NONE);
    assertThatThrownBy(
            () ->
                SnapshotImport.write(
                    imported,
                    RunConfig.defaults(),
                    OptionalDouble.of(1),
                    folder.resolve("out.npz")))
        .hasMessageContaining("linear.bias holds numbers that are not finite");
    assertThat(folder.resolve("out.npz")).doesNotExist();
  }

  @Test
  void networksOfOthers() throws IOException {
    tensors.clear();
    tensors.put("conv1.weight", zeros(64, 3, 7, 7));
    assertRefused("no generator of BigGAN's", "'conv1.weight'");
    tensors.clear();
    assertRefused("holds no tensors");
    tensors.putAll(TorchCases.tensors(TorchCases.named("biggan_d_forward", "hier64"), "D"));
    assertRefused("is a discriminator");
  }

  /** {@code os.system("...")} is named, not called. */
  @Test
  void malicious() throws IOException {
    Path never = folder.resolve("never");
    Path file =
        TorchWriter.pickle(
            folder.resolve("G.pth"), "cos\nsystem\n(S'touch %s'\ntR".formatted(never));
    assertThatThrownBy(() -> TorchNetworks.read(file, TorchOptions.NONE))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("os.system");
    assertThat(never).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"zip,0", "zip,1000", "zip,27084", "stream,0", "stream,100", "stream,16861"})
  void truncated(String form, int length) throws IOException {
    byte[] whole = Files.readAllBytes(FILES.resolve(form).resolve("G.pth"));
    Path file = Files.write(folder.resolve("G.pth"), Arrays.copyOf(whole, length));
    assertThatThrownBy(() -> TorchNetworks.read(file, TorchOptions.NONE))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(file.toString());
  }

  /** Files that PyTorch itself wrote; a discriminator is made anew. */
  @ParameterizedTest
  @ValueSource(strings = {"zip", "stream"})
  void aGeneratorAlone(String form) throws IOException {
    Path file = FILES.resolve(form).resolve("G.pth");
    ImportedNetworks imported = TorchNetworks.read(file, TorchOptions.NONE);
    assertThat(imported.shape().labelSize()).isEqualTo(3);
    assertThat(imported.notes())
        .anyMatch(note -> note.contains("holds no D"))
        .anyMatch(note -> note.contains("snEpsilon 1.0E-6 (--sn-eps)"))
        .anyMatch(note -> note.contains("both G and Gs"));
    assertThat(((BigGanDiscriminatorConfig) imported.discriminator()).ch()).isEqualTo(1);
  }

  /** That of PyTorch's file says how many iterations, but not of how many images. */
  @Test
  void aRecordThatDoesNotTellAll() throws IOException {
    files("G.pth");
    Files.copy(FILES.resolve("zip/state_dict.pth"), folder.resolve("state_dict.pth"));
    ImportedNetworks imported = TorchNetworks.read(folder, TorchOptions.NONE);
    assertThat(imported.kimg()).isEmpty();
    assertThat(imported.notes()).anyMatch(note -> note.contains("snEpsilon"));
  }

  private void files(String... names) throws IOException {
    for (String name : names) {
      Files.copy(FILES.resolve("zip/G.pth"), folder.resolve(name));
    }
  }

  private static TorchOptions copy(String name) {
    return new TorchOptions(
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.ofNullable(name),
        OptionalDouble.empty());
  }

  @Test
  void severalCheckpointsInAFolder() throws IOException {
    assertFolder(null, "holds no networks");
    files("G_optim.pth");
    assertFolder(null, "holds no networks");
    files("G.pth", "G_best0.pth", "G_ema_best0.pth", "G_optim_best0.pth");
    assertFolder(null, "several checkpoints, best0, none; say which, as --copy best0");
    assertFolder("copy0", "no checkpoint copy0, but best0, none");
    for (String name : List.of("none", "best0")) {
      assertThat(TorchNetworks.read(folder, copy(name)).file()).isEqualTo(folder);
    }
    Path file = folder.resolve("G.pth");
    assertThatThrownBy(() -> TorchNetworks.read(file, copy("best0")))
        .hasMessageContaining("--copy chooses in a folder");
  }

  private void assertFolder(String copy, String problem) {
    assertThatThrownBy(() -> TorchNetworks.read(folder, copy(copy)))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContainingAll(folder.toString(), problem);
  }

  @Test
  void aDiscriminatorOfOtherImages() throws IOException {
    files("G.pth");
    TorchWriter.stateDict(
        folder.resolve("D.pth"),
        TorchCases.tensors(TorchCases.named("biggan_d_forward", "hier64"), "D"));
    assertFolder(null, "judges");
    Files.delete(folder.resolve("G.pth"));
    assertFolder(null, "holds no generator");
  }
}
