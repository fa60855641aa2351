package io.progan.dataset.celebahq;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.dataset.RawImage;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyReader;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Key, content and sum of an encrypted delta. */
class DeltaGoldenTest {
  static Stream<GoldenCase> cases() {
    return GoldenCases.ofKind("celebahq");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void deltaIsOpenedAndAdded(GoldenCase golden) throws IOException {
    JsonNode about = golden.json().get("delta");
    byte[] photo = Files.readAllBytes(golden.file("delta/original.jpg"));
    byte[] key = DeltaCipher.key(photo, about.get("salt").asText());
    assertThat(HexFormat.of().formatHex(key)).isEqualTo(about.get("derived_key_hex").asText());

    NpyArray base = NpyReader.read(golden.file("delta/base.npy"));
    byte[] token = Files.readAllBytes(golden.file("delta/delta.dat"));
    Delta delta = Delta.open(token, key, base.size());
    assertThat(delta.bytes()).isEqualTo(NpyReader.read(golden.file("delta/delta.npy")).bytes());

    int[] shape = base.shape();
    RawImage aligned = new RawImage(shape[0], shape[1], shape[2], base.bytes());
    assertThat(delta.applyExactly(aligned).data())
        .isEqualTo(NpyReader.read(golden.file("delta/result.npy")).bytes());
  }
}
