package io.progan.app.command.dataset;

import io.progan.app.dataset.DatasetMaker;
import io.progan.dataset.source.EmojiSource;
import io.progan.dataset.source.ImageSource;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code progan dataset create_emoji}. */
@Command(
    name = "create_emoji",
    description = "Make a dataset from the bundled Noto emoji: 32x32 RGB with labels.",
    footerHeading = "%nExample:%n",
    footer = "  progan dataset create_emoji datasets/noto-emoji")
final class CreateEmojiCommand extends CreateInOrderCommand {

  CreateEmojiCommand(DatasetMaker maker) {
    super(maker);
  }

  @Override
  ImageSource open() throws IOException {
    return new EmojiSource();
  }
}
