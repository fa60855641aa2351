package io.progan.dataset.picture;

import static java.util.Map.entry;

import com.twelvemonkeys.imageio.metadata.CompoundDirectory;
import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Map;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;

/** What the first directory of a TIFF file says about its samples (TIFF 6.0, section 8). */
final class TiffHead {
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC = 262;
  private static final int ORIENTATION = 274;
  private static final int SAMPLES = 277;
  private static final int PLANAR = 284;
  private static final int PREDICTOR = 317;
  private static final int INK_SET = 332;
  private static final int EXTRA_SAMPLES = 338;
  private static final int SAMPLE_FORMAT = 339;

  private static final int UNKNOWN = -1;
  private static final int JPEG = 7;
  private static final int WHITE_IS_ZERO = 0;
  private static final int YCBCR = 6;
  private static final int ASSOCIATED = 1;
  private static final int UNASSOCIATED = 2;

  private static final Map<Integer, String> COLORS =
      Map.of(
          0,
          "grey",
          1,
          "grey",
          2,
          "RGB",
          3,
          "palette",
          4,
          "mask",
          5,
          "CMYK",
          YCBCR,
          "YCbCr",
          8,
          "CIELab",
          9,
          "ICCLab",
          32803,
          "camera raw (CFA)");
  private static final Map<Integer, String> FORMS =
      Map.of(
          2, "signed samples",
          3, "floating point samples",
          4, "samples of undefined form",
          5, "complex integers",
          6, "complex floating point numbers");
  private static final Map<Integer, Integer> COLOR_SAMPLES =
      Map.of(0, 1, 1, 1, 2, 3, 3, 1, 5, 4, YCBCR, 3);
  private static final Map<Integer, String> COMPRESSIONS =
      Map.ofEntries(
          entry(2, "CCITT RLE"),
          entry(6, "old-style JPEG"),
          entry(JPEG, "JPEG"),
          entry(34661, "JBIG"),
          entry(34712, "JPEG 2000"),
          entry(34925, "LZMA"),
          entry(50000, "zstd"),
          entry(50001, "WebP"),
          entry(34887, "LERC"),
          entry(50002, "JPEG XL"));
  private static final Set<Integer> PLAIN = Set.of(1, 5, 8, 32773, 32946);
  private static final Set<Integer> FAX = Set.of(3, 4);

  private final Directory directory;

  private TiffHead(Directory directory) {
    this.directory = directory;
  }

  /** Reads the first directory; the stream stays where it was. */
  static TiffHead of(ImageInputStream in) throws IOException {
    in.mark();
    Directory all = new TIFFReader().read(in);
    in.reset();
    return new TiffHead(
        all instanceof CompoundDirectory pages && pages.directoryCount() > 0
            ? pages.getDirectory(0)
            : all);
  }

  /** Fails with the reason alone if the samples are stored in a way that is not read. */
  void check() throws DatasetException {
    int color = one(PHOTOMETRIC, UNKNOWN);
    if (color == UNKNOWN) {
      throw new DatasetException(
          "truncated or damaged picture (TIFF that does not say what its samples mean)");
    }
    int bits = one(BITS, 1);
    int form = one(SAMPLE_FORMAT, 1);
    if (form != 1) {
      throw refusal(bits + "-bit " + FORMS.getOrDefault(form, "samples of an unknown form"));
    }
    checkCompression(color, bits);
    if (!allEqual(BITS)) {
      throw refusal(color(color) + " with samples of different bits");
    }
    if (!bitsKnown(color, bits)) {
      throw refusal("%s with %d bits a sample".formatted(color(color), bits));
    }
    checkExtra(color);
    if (one(INK_SET, 1) != 1) {
      throw refusal("inks other than CMYK");
    }
  }

  private void checkCompression(int color, int bits) throws DatasetException {
    int compression = one(COMPRESSION, 1);
    boolean known =
        PLAIN.contains(compression)
            || (FAX.contains(compression) && bits == 1 && color <= 1)
            || (compression == JPEG && bits == 8 && color != 3 && color != 5);
    if (!known) {
      String name = COMPRESSIONS.getOrDefault(compression, Integer.toString(compression));
      throw refusal("%s with the compression %s".formatted(color(color), name));
    }
    if (compression == JPEG && one(PLANAR, 1) != 1) {
      throw refusal("JPEG compression in separate planes");
    }
    if (color == YCBCR && compression != JPEG) {
      throw refusal("YCbCr without JPEG compression");
    }
    if (one(PREDICTOR, 1) > 2) {
      throw refusal("the predictor " + one(PREDICTOR, 1));
    }
  }

  private static boolean bitsKnown(int color, int bits) {
    return switch (color) {
      case 0, 1 -> Set.of(1, 2, 4, 8, 16).contains(bits);
      case 2 -> bits == 8 || bits == 16;
      case 3 -> Set.of(1, 2, 4, 8).contains(bits);
      case 5, YCBCR -> bits == 8;
      default -> false;
    };
  }

  private void checkExtra(int color) throws DatasetException {
    int extra = one(SAMPLES, 1) - COLOR_SAMPLES.get(color);
    int meaning = one(EXTRA_SAMPLES, 0);
    boolean alpha = extra == 1 && (meaning == ASSOCIATED || meaning == UNASSOCIATED);
    if (alpha && color <= 1 && one(PLANAR, 1) != 1) {
      throw refusal("grey with opacity in separate planes");
    }
    if (alpha && color == WHITE_IS_ZERO) {
      throw refusal("grey with white as zero and with opacity");
    }
    if (extra != 0 && (!alpha || color > 2)) {
      throw refusal("%s with %d samples that are no opacity".formatted(color(color), extra));
    }
  }

  /** Whether the colours are multiplied by the opacity. */
  boolean associated() {
    return one(EXTRA_SAMPLES, 0) == ASSOCIATED;
  }

  int orientation() {
    return one(ORIENTATION, Orientation.UPRIGHT);
  }

  private static String color(int photometric) {
    return COLORS.getOrDefault(photometric, "photometric " + photometric);
  }

  private static DatasetException refusal(String what) {
    return new DatasetException(
        "TIFF of " + what + " is not read; 'magick IN[0] OUT.png' may convert it");
  }

  /** The first value of a field. */
  private int one(int tag, int otherwise) {
    Entry entry = directory.getEntryById(tag);
    Object value = entry == null ? null : entry.getValue();
    if (value != null && value.getClass().isArray() && Array.getLength(value) > 0) {
      value = Array.get(value, 0);
    }
    return value instanceof Number number ? number.intValue() : otherwise;
  }

  private boolean allEqual(int tag) {
    Entry entry = directory.getEntryById(tag);
    Object values = entry == null ? null : entry.getValue();
    if (values == null || !values.getClass().isArray()) {
      return true;
    }
    for (int i = 1; i < Array.getLength(values); i++) {
      if (!Array.get(values, i).equals(Array.get(values, 0))) {
        return false;
      }
    }
    return true;
  }
}
