package io.progan.app.command.classifier;

import io.progan.app.command.Cli;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Files of MNIST's kind: pictures of 28x28 that are bright in one of three bands, with noise. */
public final class StackedDigits {

  private static final int SIDE = 28;
  private static final int CLASSES = 3;

  private StackedDigits() {}

  /** Writes the training part into a folder. */
  public static Path write(Path folder, int count) throws IOException {
    Random random = new Random(1);
    byte[] pixels = new byte[count * SIDE * SIDE];
    byte[] labels = new byte[count];
    for (int i = 0; i < pixels.length; i++) {
      int image = i / (SIDE * SIDE);
      labels[image] = (byte) (image % CLASSES);
      boolean bright = i / SIDE % SIDE * CLASSES / SIDE == labels[image];
      pixels[i] = (byte) (random.nextInt(80) + (bright ? 150 : 0));
    }
    Files.createDirectories(folder);
    Files.write(folder.resolve("train-images-idx3-ubyte"), idx(pixels, count, SIDE, SIDE));
    Files.write(folder.resolve("train-labels-idx1-ubyte"), idx(labels, count));
    return folder;
  }

  private static byte[] idx(byte[] values, int... shape) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0x0800 | shape.length);
    for (int n : shape) {
      out.writeInt(n);
    }
    out.write(values);
    return bytes.toByteArray();
  }

  /** Runs a command that must succeed. */
  static Cli.Result done(Object... words) {
    Cli.Result result = Cli.run(words);
    if (result.exitCode() != 0) {
      throw new AssertionError(result.err());
    }
    return result;
  }
}
