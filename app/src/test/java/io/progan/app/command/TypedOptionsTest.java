package io.progan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages name options as the user has typed them. */
class TypedOptionsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "generate images R --count 0 | '--count': must be",
        "generate images R --num_pngs 0 | '--num_pngs': must be",
        "generate images R --num_pngs=0 | '--num_pngs': must be",
        "generate images R --count 1 --num_pngs 2 | '--num_pngs' (N) should be specified only once",
        "generate images R --count 1 --seeds 1 | progan: --count: not with --seeds",
        "generate images R --num_pngs 1 --seeds 1 | progan: --num_pngs: not with --seeds",
        "generate images R --random_seed 1 --seeds 2 | progan: --random_seed, --seeds and --latents",
        "generate grid R --grid-size 0x1 | '--grid-size'",
        "generate grid R --grid_size 0x1 | '--grid_size'",
        "generate video R --duration_sec 0 | progan: --duration_sec 0.0: at 30.0 frames",
        "generate video R --mp4_fps 0 | progan: --mp4_fps: must be",
        "generate video R --smoothing_sec -1 | progan: --smoothing_sec: must be",
        "generate video R --keyframes 1 --random_seed 2 | not with --random_seed or --smoothing",
        "generate video R --bitrate x | '--bitrate': must be",
        "generate training-video R --time_warp 0 | progan: --time_warp: must be",
        "dataset create_mnistrgb D M --num-images -1 | --num-images",
        "dataset create_mnistrgb D M --num_images x | '--num_images'",
        "dataset compare A B --ignore-labels 2 | progan: --ignore-labels: must be 0 or 1",
        "train --total-kimg 0 | progan: --total-kimg: train.totalKimg: must be above 0",
        "train --seed -1 | progan: --seed: randomSeed: must be at least 0, got -1",
        "train --gpus=0 | progan: --gpus: numGpus: must be at least 1",
        "train --labels some | progan: --labels: dataset.maxLabelSize: must be",
        "train --set train.totalKimg=0 | progan: train.totalKimg: must be above 0",
        "train --total-kimg 5 --set train.totalKimg=0 | progan: train.totalKimg: must be above 0",
        "train --no-mirror --resume 7 | progan: --no-mirror: not with --resume",
        "benchmark --fmap-max 0 | progan: --fmap-max: generator.fmapMax: must be"
      })
  void areNamedAsTyped(String line, String expected) {
    Cli.Result result = Cli.run((Object[]) line.split(" "));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(expected).hasLineCount(1);
  }
}
