package io.progan.app.mixin;

import io.progan.app.choice.PictureFormat;
import io.progan.app.console.CommandFailure;
import io.progan.app.output.OutFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that say where pictures go, and how. */
public final class PictureOptions {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder that gets the files; files of the same names are replaced"
              + " (default: generated/ and the snapshot's name).")
  Path out;

  @Option(
      names = "--format",
      paramLabel = "png|jpg|npy",
      defaultValue = "png",
      converter = PictureFormatConverter.class,
      completionCandidates = PictureFormatConverter.class,
      description =
          "PNG or JPEG files, or one NumPy array [pictures, channels, height, width] of bytes"
              + " (default: ${DEFAULT-VALUE}).")
  PictureFormat format;

  @Option(
      names = {"--shrink", "--image_shrink"},
      paramLabel = "N",
      defaultValue = "1",
      converter = AtLeastOneConverter.class,
      description =
          "Make every NxN pixels of an image one, their mean (default: ${DEFAULT-VALUE}).")
  int shrink;

  @Option(
      names = "--save-latents",
      description =
          "Write latents.npy, and labels.npy if the network has labels, into the folder too"
              + " (default: no).")
  boolean saveLatents;

  @Option(
      names = "--rank",
      description =
          "Order the images by the discriminator's score, the best first; they are made twice for"
              + " that (default: no).")
  boolean rank;

  @Option(
      names = "--json",
      description = "Print one JSON object that lists the files (default: no).")
  boolean json;

  /**
   * Checks that the files go to a folder.
   *
   * @throws CommandFailure in one line
   */
  public void check() {
    if (out != null) {
      OutFile.folder("--out", out);
    }
  }

  /** The folder that gets the files; null if the user named none. */
  public Path out() {
    return out;
  }

  /** How the pictures are stored. */
  public PictureFormat format() {
    return format;
  }

  /** The side of the blocks of pixels that become one. */
  public int shrink() {
    return shrink;
  }

  /** Whether latents and labels are written, too. */
  public boolean saveLatents() {
    return saveLatents;
  }

  /** Whether images are ordered by their scores. */
  public boolean rank() {
    return rank;
  }

  /** Whether the answer is for a script. */
  public boolean json() {
    return json;
  }
}
