package io.progan.app.command.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.app.command.Cli;
import java.nio.file.Path;

/** Runs of a few iterations. */
final class TrainedRun {

  private TrainedRun() {}

  /** Trains for a moment below a folder; gives the run's folder. */
  static Path train(Path folder, String... options) {
    Object[] words = new Object[9 + options.length];
    words[0] = "train";
    words[1] = "--data-dir=" + folder.resolve("data");
    words[2] = "--results=" + folder.resolve("results");
    words[3] = "--total-kimg=0.064";
    words[4] = "--set=sched.tickKimgBase=0.032";
    words[5] = "--set=sched.tickKimgDict={}";
    words[6] = "--set=train.networkSnapshotTicks=1";
    words[7] = "--set=generator.fmapMax=8";
    words[8] = "--set=discriminator.fmapMax=8";
    System.arraycopy(options, 0, words, 9, options.length);
    Cli.Result result = Cli.run(words);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return folder.resolve("results/000-pgan-noto-emoji-preset-quickstart-fp32");
  }
}
