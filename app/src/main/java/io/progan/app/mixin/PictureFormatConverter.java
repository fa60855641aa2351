package io.progan.app.mixin;

import io.progan.app.choice.PictureFormat;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a format of pictures. */
final class PictureFormatConverter implements ITypeConverter<PictureFormat>, Iterable<String> {

  @Override
  public PictureFormat convert(String name) {
    return switch (name) {
      case "png" -> PictureFormat.PNG;
      case "jpg", "jpeg" -> PictureFormat.JPG;
      case "npy" -> PictureFormat.NPY;
      default -> throw new TypeConversionException("must be png, jpg or npy, got '" + name + "'");
    };
  }

  /** What a shell completes. */
  @Override
  public Iterator<String> iterator() {
    return List.of("png", "jpg", "npy").iterator();
  }
}
