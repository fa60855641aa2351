package io.progan.dataset.torch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyReader;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that PyTorch wrote in both forms hold what PyTorch says of them. */
class TorchFileGoldenTest {

  static Stream<Arguments> files() {
    return GoldenCases.ofKind("torch_state_dict")
        .flatMap(golden -> Stream.of("zip", "stream").map(form -> Arguments.of(golden, form)));
  }

  @ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
  @MethodSource("files")
  void network(GoldenCase golden, String form) throws IOException {
    try (TorchFile file = open(golden, form, "G.pth")) {
      Map<String, TorchTensor> tensors = file.stateDict();
      List<String> order = new ArrayList<>();
      golden.json().get("order").forEach(name -> order.add(name.asText()));
      assertThat(tensors.keySet()).containsExactlyElementsOf(order);
      for (Map.Entry<String, TorchTensor> entry : tensors.entrySet()) {
        assertThat(entry.getValue().isContiguous()).isTrue();
        assertSame(entry.getValue(), golden, "G/" + entry.getKey());
      }
    }
  }

  @ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
  @MethodSource("files")
  void views(GoldenCase golden, String form) throws IOException {
    try (TorchFile file = open(golden, form, "views.pth")) {
      Map<String, TorchTensor> tensors = file.stateDict();
      tensors.forEach((name, tensor) -> assertSame(tensor, golden, "views/" + name));
      assertThat(tensors.get("transposed").isContiguous()).isFalse();
      assertThat(tensors.get("transposed").storage()).isSameAs(tensors.get("slice").storage());
      assertThat(tensors.values().stream().map(TorchTensor::type))
          .contains(
              TorchType.FLOAT16,
              TorchType.FLOAT32,
              TorchType.FLOAT64,
              TorchType.INT64,
              TorchType.BOOL);
    }
  }

  @ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
  @MethodSource("files")
  void optimizer(GoldenCase golden, String form) throws IOException {
    JsonNode expected = golden.json().get("expected_optimizer");
    try (TorchFile file = open(golden, form, "G_optim.pth")) {
      Map<?, ?> content = (Map<?, ?>) file.content();
      Map<?, ?> group = (Map<?, ?>) ((List<?>) content.get("param_groups")).get(0);
      assertThat(group.get("lr")).isEqualTo(expected.get("lr").asDouble());
      assertThat(group.get("eps")).isEqualTo(expected.get("eps").asDouble());
      assertThat(group.get("betas")).isEqualTo(List.of(0.0, 0.999));
      assertThat(group.get("params")).isEqualTo(List.of(0L, 1L));
      assertThat(group.get("foreach")).isNull();
      assertThat(group.get("amsgrad")).isEqualTo(false);
      Map<?, ?> states = (Map<?, ?>) content.get("state");
      assertThat(states).hasSize(2);
      for (long parameter = 0; parameter < 2; parameter++) {
        Map<?, ?> state = (Map<?, ?>) states.get(parameter);
        assertThat(((TorchTensor) state.get("step")).floats())
            .containsExactly(expected.get("steps").floatValue());
        for (String moment : List.of("exp_avg", "exp_avg_sq")) {
          String name = "G_optim/" + parameter + "/" + moment;
          assertSame((TorchTensor) state.get(moment), golden, name);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
  @MethodSource("files")
  void state(GoldenCase golden, String form) throws IOException {
    JsonNode expected = golden.json().get("expected_state");
    try (TorchFile file = open(golden, form, "state_dict.pth")) {
      Map<?, ?> content = (Map<?, ?>) file.content();
      assertThat(content.get("itr")).isEqualTo(expected.get("itr").asLong());
      assertThat(content.get("epoch")).isEqualTo(expected.get("epoch").asLong());
      assertThat(content.get("best_IS")).isEqualTo(expected.get("best_IS").asDouble());
      assertThat(((TorchTensor) content.get("best_FID")).doubles())
          .containsExactly(expected.get("best_FID").asDouble());
      assertThat(content.get("config"))
          .isEqualTo(
              Map.of(
                  "dataset", "C10", "G_ch", 1L, "hier", false, "G_lr", 2e-4, "load_weights", ""));
    }
  }

  private static TorchFile open(GoldenCase golden, String form, String name) throws IOException {
    assertThat(TorchFile.isTorchFile(golden.file(form + "/" + name))).isTrue();
    TorchFile file = TorchFile.open(golden.file(form + "/" + name));
    file.verifyChecksums();
    return file;
  }

  private static void assertSame(TorchTensor tensor, GoldenCase golden, String name) {
    try {
      NpyArray expected = NpyReader.read(golden.file("expected/" + name + ".npy"));
      assertThat(tensor.shape())
          .as(name)
          .isEqualTo(Arrays.stream(expected.shape()).asLongStream().toArray());
      assertThat(tensor.doubles()).as(name).isEqualTo(expected.doubles());
      assertThat(tensor.floats()).as(name).isEqualTo(expected.floats());
      if (tensor.type() == TorchType.INT64) {
        assertThat(tensor.longs()).as(name).isEqualTo(expected.longs());
      }
    } catch (IOException e) {
      throw new AssertionError(name, e);
    }
  }
}
