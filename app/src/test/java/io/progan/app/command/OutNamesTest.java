package io.progan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every command refuses, before any work, a name whose ending says something else than it makes.
 */
class OutNamesTest {

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "generate video R --out DIR/walk.webm | --out DIR/walk.webm: the name must end with .mp4 or"
            + " .gif",
        "generate video R --mp4 DIR/walk.avi | --mp4 DIR/walk.avi: the name must end with",
        "generate video R --out DIR/walk.png | --out DIR/walk.png: the name must end with",
        "generate video R --format mp4 --out DIR/a.gif | --format mp4 --out DIR/a.gif: the name must"
            + " end with .mp4",
        "generate video R --format gif --out DIR/a.MP4 | --format gif --out DIR/a.MP4: the name must"
            + " end with .gif",
        "generate video R --format png --out DIR/a.mp4 | --format png --out DIR/a.mp4: is the name"
            + " of a file",
        "generate video R --out DIR | --out DIR: is a folder; name a file",
        "generate training-video R --out DIR/a.mov | --out DIR/a.mov: the name must end with",
        "generate images R --out DIR/a.png | --out DIR/a.png: is the name of a file, but a folder is"
            + " made here; leave out the .png",
        "generate images R --format npy --out DIR/a.npy | --out DIR/a.npy: is the name of a file",
        "generate grid R --out DIR/a.JPG | --out DIR/a.JPG: is the name of a file",
        "generate sheet R --out DIR/a.jpg | --out DIR/a.jpg: the name must end with .png",
        "dataset display R --out DIR/a.jpg | --out DIR/a.jpg: the name must end with .png",
        "dataset extract R DIR/a.zip | output_dir DIR/a.zip: is the name of a file",
        "export onnx R --out DIR/a.pb | --out DIR/a.pb: the name must end with .onnx",
        "export weights R --out DIR/a.pkl | --out DIR/a.pkl: the name must end with .npz or"
            + " .safetensors",
        "import R --out DIR/a.pkl | --out DIR/a.pkl: the name must end with .npz",
        "report R --out DIR/a.pdf | --out DIR/a.pdf: the name must end with .html or .htm",
        "metrics swd R --out DIR/a.json | --out DIR/a.json: is the name of a file",
        "metrics neighbors R --out DIR/a.png | --out DIR/a.png: is the name of a file",
        "man --out DIR/a.txt | --out DIR/a.txt: is the name of a file"
      })
  void isRefused(String line, String expected) throws IOException {
    Cli.Result result = Cli.run((Object[]) line.replace("DIR", folder.toString()).split(" "));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("progan: " + expected.replace("DIR", folder.toString()))
        .hasLineCount(1);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }
}
