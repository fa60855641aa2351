package io.progan.app.command.classifier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.app.classifier.ClassifierFile;
import java.nio.file.Path;
import java.util.Locale;

/** What is said of a classifier that has been made. */
record MadeClassifier(Path file, ClassifierFile content) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** One line. */
  String text(String duration) {
    ClassifierFile.Training training = content.training();
    String error =
        training.error() == null
            ? "no pictures held out"
            : String.format(
                Locale.ROOT,
                "error %.2f %% on %d held-out pictures",
                100 * training.error(),
                training.heldOut());
    return "%s: %d classes of %dx%d, %d numbers, %s, trained on %d in %s, SHA-256 %s"
        .formatted(
            file,
            content.weights().shape().classes(),
            content.weights().imageSize(),
            content.weights().imageSize(),
            content.weights().shape().parameters(),
            error,
            training.pictures(),
            duration,
            content.weights().fingerprint());
  }

  /** The same as JSON. */
  String json() {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("file", file.toString());
    answer.put("imageSize", content.weights().imageSize());
    answer.put("classes", content.weights().shape().classes());
    answer.put("parameters", content.weights().shape().parameters());
    answer.put("fingerprint", content.weights().fingerprint());
    answer.setAll((ObjectNode) JSON.valueToTree(content.training()));
    return answer.toPrettyString();
  }
}
