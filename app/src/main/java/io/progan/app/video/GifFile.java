package io.progan.app.video;

import io.progan.dataset.RawImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/**
 * An animated GIF (version 89a) that repeats for ever, with 256 colours of its own for each frame.
 * Delays are whole hundredths of a second; they are chosen so that the sum stays right.
 */
final class GifFile implements FrameSink {

  private static final String METADATA = "javax_imageio_gif_image_1.0";

  /** Browsers show faster frames at a tenth of the speed. */
  private static final int LEAST_DELAY = 2;

  private final Path file;
  private final Path partial;
  private final double fps;
  private final ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
  private ImageOutputStream out;
  private int frames;

  GifFile(Path file, double fps) {
    this.file = file;
    this.partial = file.resolveSibling(file.getFileName() + ".partial");
    this.fps = fps;
  }

  @Override
  public void write(RawImage frame) throws IOException {
    if (out == null) {
      Files.deleteIfExists(partial);
      out = ImageIO.createImageOutputStream(partial.toFile());
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
    }
    BufferedImage image = image(frame);
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(
            ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(METADATA);
    root.appendChild(control());
    if (frames == 0) {
      root.appendChild(repeat());
    }
    metadata.setFromTree(METADATA, root);
    writer.writeToSequence(new IIOImage(image, null, metadata), null);
    frames++;
  }

  private static BufferedImage image(RawImage frame) {
    BufferedImage image =
        new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_RGB);
    byte[] rgb = PackedRgb.of(frame);
    for (int i = 0; i < rgb.length / 3; i++) {
      int color =
          (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | (rgb[3 * i + 2] & 0xff);
      image.setRGB(i % frame.width(), i / frame.width(), color);
    }
    return image;
  }

  private IIOMetadataNode control() {
    long end = Math.round((frames + 1) * 100 / fps);
    long delay = Math.max(LEAST_DELAY, end - Math.round(frames * 100 / fps));
    IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("delayTime", Long.toString(delay));
    control.setAttribute("transparentColorIndex", "0");
    return control;
  }

  /** Netscape's application extension: repeat without end. */
  private static IIOMetadataNode repeat() {
    IIOMetadataNode extension = new IIOMetadataNode("ApplicationExtension");
    extension.setAttribute("applicationID", "NETSCAPE");
    extension.setAttribute("authenticationCode", "2.0");
    extension.setUserObject(new byte[] {1, 0, 0});
    IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
    extensions.appendChild(extension);
    return extensions;
  }

  @Override
  public void complete() throws IOException {
    writer.endWriteSequence();
    out.close();
    out = null;
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    writer.dispose();
    if (out != null) {
      out.close();
    }
    Files.deleteIfExists(partial);
  }
}
