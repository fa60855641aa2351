package io.progan.app.mixin;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a format of pictures. */
final class PictureFormatConverter implements ITypeConverter<PictureFormat> {

  @Override
  public PictureFormat convert(String name) {
    return switch (name) {
      case "png" -> PictureFormat.PNG;
      case "jpg", "jpeg" -> PictureFormat.JPG;
      case "npy" -> PictureFormat.NPY;
      default -> throw new TypeConversionException("must be png, jpg or npy, got '" + name + "'");
    };
  }
}
