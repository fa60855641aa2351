package io.progan.app.command.dataset;

import io.progan.app.dataset.DatasetMaker;
import io.progan.app.mixin.DatasetOptions;
import io.progan.dataset.source.EmojiSource;
import io.progan.dataset.source.ImageSource;
import io.progan.dataset.write.BuildOptions;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code progan dataset create_emoji}. */
@Command(
    name = "create_emoji",
    description = "Make a dataset from the bundled Noto emoji: 32x32 RGB with labels.",
    footerHeading = "%nExample:%n",
    footer = "  progan dataset create_emoji datasets/noto-emoji")
final class CreateEmojiCommand extends CreateCommand {

  @Mixin private final DatasetOptions dataset = new DatasetOptions();

  CreateEmojiCommand(DatasetMaker maker) {
    super(maker);
  }

  @Override
  BuildOptions options() {
    return dataset.options();
  }

  @Override
  ImageSource open() throws IOException {
    return new EmojiSource();
  }
}
