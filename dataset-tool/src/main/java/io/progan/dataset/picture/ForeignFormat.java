package io.progan.dataset.picture;

import io.progan.dataset.DatasetException;
import java.util.List;
import java.util.Locale;

/**
 * A format that people send and that is not read, told by how its files begin.
 *
 * @param name what it is called
 * @param at where its magic bytes stand
 * @param magic its magic bytes as Latin-1
 * @param command what converts it
 */
record ForeignFormat(String name, int at, String magic, String command) {
  private static final String MAGICK = "magick IN OUT.png";
  private static final String HEIF = "heif-convert IN OUT.png";
  private static final String JPEG_XL = "djxl IN OUT.png";
  private static final String JPEG_2000 = "opj_decompress -i IN -o OUT.png";

  private static final List<ForeignFormat> ALL =
      List.of(
          new ForeignFormat("AVIF", 4, "ftypavi", "avifdec IN OUT.png"),
          new ForeignFormat("HEIC", 4, "ftyphe", HEIF),
          new ForeignFormat("HEIF", 4, "ftypmif1", HEIF),
          new ForeignFormat("HEIF", 4, "ftypmsf1", HEIF),
          new ForeignFormat("JPEG XL", 0, "\u00ff\n", JPEG_XL),
          new ForeignFormat("JPEG XL", 4, "JXL ", JPEG_XL),
          new ForeignFormat("JPEG 2000", 4, "jP  ", JPEG_2000),
          new ForeignFormat("JPEG 2000", 0, "\u00ffO\u00ffQ", JPEG_2000),
          new ForeignFormat("JPEG-LS", 0, "\u00ff\u00d8\u00ff\u00f7", "ffmpeg -i IN OUT.png"),
          new ForeignFormat("JPEG XR", 0, "II\u00bc", "JxrDecApp -i IN -o OUT.tif"),
          new ForeignFormat("PFM (floating point)", 0, "Pf", MAGICK),
          new ForeignFormat("PFM (floating point)", 0, "PF", MAGICK),
          new ForeignFormat("OpenEXR", 0, "v/1\1", MAGICK),
          new ForeignFormat("Radiance HDR", 0, "#?", MAGICK),
          new ForeignFormat("ICNS", 0, "icns", MAGICK),
          new ForeignFormat("DCX", 0, "\u00b1h\u00de:", MAGICK),
          new ForeignFormat("PCX", 0, "\n\0\1", MAGICK),
          new ForeignFormat("PCX", 0, "\n\2\1", MAGICK),
          new ForeignFormat("PCX", 0, "\n\3\1", MAGICK),
          new ForeignFormat("PCX", 0, "\n\4\1", MAGICK),
          new ForeignFormat("PCX", 0, "\n\5\1", MAGICK),
          new ForeignFormat("XPM", 0, "/* XPM", MAGICK),
          new ForeignFormat("XBM", 0, "#define ", MAGICK),
          new ForeignFormat("GIMP XCF", 0, "gimp xcf", MAGICK),
          new ForeignFormat("SGI", 0, "\1\u00da", MAGICK),
          new ForeignFormat("Sun raster", 0, "Y\u00a6j\u0095", MAGICK),
          new ForeignFormat("DDS", 0, "DDS ", MAGICK),
          new ForeignFormat("FITS", 0, "SIMPLE  =", MAGICK),
          new ForeignFormat("DPX", 0, "SDPX", MAGICK),
          new ForeignFormat("DPX", 0, "XPDS", MAGICK),
          new ForeignFormat("MIFF", 0, "id=ImageMagick", MAGICK),
          new ForeignFormat("VIFF", 0, "\u00ab\1", MAGICK),
          new ForeignFormat("JNG", 0, "\u008bJNG", MAGICK),
          new ForeignFormat("MNG", 0, "\u008aMNG", MAGICK),
          new ForeignFormat("FLIF", 0, "FLIF", "flif -d IN OUT.png"),
          new ForeignFormat("QOI", 0, "qoif", MAGICK),
          new ForeignFormat("BPG", 0, "BPG\u00fb", "bpgdec -o OUT.png IN"),
          new ForeignFormat("DjVu", 0, "AT&TFORM", "ddjvu -format=tiff IN OUT.tif"),
          new ForeignFormat("PDF", 0, "%PDF", "pdftoppm -png IN OUT"),
          new ForeignFormat("PostScript", 0, "%!PS", MAGICK),
          new ForeignFormat("PostScript", 0, "\u00c5\u00d0\u00d3\u00c6", MAGICK),
          new ForeignFormat("SVG", 0, "<svg", MAGICK),
          new ForeignFormat("SVG or other XML", 0, "<?xml", MAGICK),
          new ForeignFormat("TGA", 0, "\0\0\2\0\0\0\0\0", MAGICK),
          new ForeignFormat("TGA", 0, "\0\0\3\0\0\0\0\0", MAGICK),
          new ForeignFormat("TGA", 0, "\0\0\n\0\0\0\0\0", MAGICK),
          new ForeignFormat("TGA", 0, "\0\0\u000b\0\0\0\0\0", MAGICK),
          new ForeignFormat("TGA", 0, "\0\1\1\0\0", MAGICK),
          new ForeignFormat("TGA", 0, "\0\1\t\0\0", MAGICK));

  /** Names that tell formats without magic bytes. */
  private static final List<String> BARE = List.of("tga", "wbmp", "pict", "pct", "svg", "raw");

  /** Why a file of none of the formats that are read is refused. */
  static DatasetException refusal(Magic head, String file) {
    for (ForeignFormat format : ALL) {
      if (head.has(format.at, format.magic)) {
        return refusal(format.name, format.command);
      }
    }
    String ending = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (BARE.contains(ending)) {
      return refusal(ending.toUpperCase(Locale.ROOT), MAGICK);
    }
    return new DatasetException("not a picture that can be read (no known picture format)");
  }

  private static DatasetException refusal(String name, String command) {
    return new DatasetException("%s is not read; '%s' converts it".formatted(name, command));
  }
}
