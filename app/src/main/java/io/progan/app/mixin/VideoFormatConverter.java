package io.progan.app.mixin;

import io.progan.app.video.VideoFormat;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a format of videos. */
final class VideoFormatConverter implements ITypeConverter<VideoFormat>, Iterable<String> {

  @Override
  public VideoFormat convert(String name) {
    return switch (name) {
      case "mp4" -> VideoFormat.MP4;
      case "gif" -> VideoFormat.GIF;
      case "png" -> VideoFormat.PNG;
      default -> throw new TypeConversionException("must be mp4, gif or png, got '" + name + "'");
    };
  }

  /** What a shell completes. */
  @Override
  public Iterator<String> iterator() {
    return List.of("mp4", "gif", "png").iterator();
  }
}
