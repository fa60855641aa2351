package io.progan.dataset.celebahq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.dataset.resample.Quad;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every number of the alignment equals the reference: single-precision ones to the bit. */
class AlignmentGoldenTest {

  record Face(GoldenCase golden, String name, JsonNode json) {
    @Override
    public String toString() {
      return golden.name() + " " + name;
    }
  }

  static Stream<Face> faces() {
    return GoldenCases.ofKind("celebahq").flatMap(golden -> faces(golden).stream());
  }

  private static List<Face> faces(GoldenCase golden) {
    try {
      JsonNode json = new ObjectMapper().readTree(golden.file("geometry.json").toFile());
      List<Face> faces = new ArrayList<>();
      json.properties().forEach(f -> faces.add(new Face(golden, f.getKey(), f.getValue())));
      return faces;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AlignmentPlan plan(Face face) {
    int resolution = face.golden().json().at("/config/target_resolution").asInt();
    JsonNode size = face.json().get("image_size");
    float[] landmarks = new float[10];
    for (int i = 0; i < landmarks.length; i++) {
      landmarks[i] = (float) face.json().get("landmarks").get(i / 2).get(i % 2).asDouble();
    }
    return AlignmentPlan.of(size.get(0).asInt(), size.get(1).asInt(), resolution, landmarks);
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("faces")
  void squareAndSizesAreTheSame(Face face) {
    JsonNode json = face.json();
    AlignmentPlan plan = plan(face);
    double zoomError = face.golden().json().at("/tolerance/zoom_rel").asDouble();
    assertThat(plan.square().axisX()).isEqualTo(floats(json.get("axis_x")));
    assertThat(plan.square().axisY()).isEqualTo(floats(json.get("axis_y")));
    assertThat(plan.square().center()).isEqualTo(floats(json.get("center")));
    assertQuad(plan.start().quad(), json.get("quad"));
    double zoom = json.get("zoom").asDouble();
    assertThat(plan.start().zoom()).isCloseTo(zoom, within(zoom * zoomError));
    assertThat(plan.shrink()).isEqualTo(json.get("shrink").asInt());
    assertView(plan.shrunk(), json.get("after_shrink"), zoomError);
    assertThat(plan.border()).isEqualTo(json.get("border").asInt());
    assertThat(plan.cut()).isEqualTo(edges(json.get("crop")));
    assertThat(plan.cuts()).isEqualTo(json.get("crop_applied").asBoolean());
    assertView(plan.afterCut(), json.get("after_crop"), zoomError);
    assertThat(plan.enlarge()).isEqualTo(json.get("superres").asInt());
    assertView(plan.enlarged(), json.get("after_superres"), zoomError);
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("faces")
  void marginsAndCornersAreTheSame(Face face) {
    JsonNode json = face.json();
    AlignmentPlan plan = plan(face);
    double zoomError = face.golden().json().at("/tolerance/zoom_rel").asDouble();
    assertThat(plan.missing()).isEqualTo(edges(json.get("pad_raw")));
    assertThat(plan.pads()).isEqualTo(json.get("pad_applied").asBoolean());
    assertThat(plan.margins()).isEqualTo(edges(json.get("pad")));
    double sigma = json.get("blur_sigma").asDouble();
    assertThat(plan.blurSigma()).isCloseTo(sigma, within(sigma * zoomError));
    assertView(plan.result(), json.get("after_pad"), zoomError);
    float[] corners = new float[8];
    for (int i = 0; i < 4; i++) {
      corners[2 * i] = plan.corners().x()[i];
      corners[2 * i + 1] = plan.corners().y()[i];
    }
    assertThat(corners).isEqualTo(floats(json.get("transform_data")));
  }

  private static void assertView(FaceView view, JsonNode json, double zoomError) {
    assertThat(view.width()).isEqualTo(json.get("size").get(0).asInt());
    assertThat(view.height()).isEqualTo(json.get("size").get(1).asInt());
    assertQuad(view.quad(), json.get("quad"));
    if (json.has("zoom")) {
      double zoom = json.get("zoom").asDouble();
      assertThat(view.zoom()).isCloseTo(zoom, within(zoom * zoomError));
    }
  }

  private static void assertQuad(Quad quad, JsonNode json) {
    for (int i = 0; i < 4; i++) {
      assertThat(quad.x()[i]).isEqualTo((float) json.get(i).get(0).asDouble());
      assertThat(quad.y()[i]).isEqualTo((float) json.get(i).get(1).asDouble());
    }
  }

  private static float[] floats(JsonNode json) {
    float[] values = new float[json.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) json.get(i).asDouble();
    }
    return values;
  }

  private static Edges edges(JsonNode json) {
    return new Edges(
        json.get(0).asInt(), json.get(1).asInt(), json.get(2).asInt(), json.get(3).asInt());
  }
}
