package io.progan.dataset.celebahq;

import io.progan.dataset.RawImage;
import io.progan.dataset.picture.PictureReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.imageio.ImageIO;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Small photographs with landmarks, and deltas that make random images of them. */
final class FakeCelebaHq {
  static final int RESOLUTION = 16;
  static final int COUNT = 4;

  final CelebaHqFolders folders;
  final List<RawImage> images = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();

  private FakeCelebaHq(Path folder, FakeCelebaHq like) throws IOException {
    folders = new CelebaHqFolders(folder.resolve("celeba"), folder.resolve("deltas"));
    images.addAll(like.images);
    rows.addAll(like.rows);
    Files.createDirectories(folders.landmarks().getParent());
    Files.createDirectories(photo(0).getParent());
    Files.createDirectories(folders.deltas());
    Files.copy(like.folders.landmarks(), folders.landmarks());
    Files.copy(like.zip(), zip());
    for (int i = 0; i < COUNT; i++) {
      Files.copy(like.photo(i), photo(i));
    }
    writeList();
  }

  /** The same world in another folder, which costs less than making one. */
  FakeCelebaHq copyTo(Path folder) throws IOException {
    return new FakeCelebaHq(folder, this);
  }

  FakeCelebaHq(Path folder) throws IOException, GeneralSecurityException {
    folders = new CelebaHqFolders(folder.resolve("celeba"), folder.resolve("deltas"));
    Files.createDirectories(folders.celeba().resolve("Anno"));
    Files.createDirectories(folders.celeba().resolve("img_celeba"));
    Files.createDirectories(folders.deltas());
    StringBuilder landmarks = new StringBuilder(COUNT + "\nlefteye_x lefteye_y ...\n");
    Random random = new Random(4);
    try (OutputStream file = Files.newOutputStream(zip());
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (int i = 0; i < COUNT; i++) {
        float[] face = face(i);
        landmarks.append(photoName(COUNT - 1 - i));
        for (float number : face(COUNT - 1 - i)) {
          landmarks.append(String.format(Locale.ROOT, "  %.0f", number));
        }
        landmarks.append('\n');
        add(i, face, random, zip);
      }
    }
    Files.writeString(folders.landmarks(), landmarks);
    writeList();
  }

  Path zip() {
    return folders.deltas().resolve("deltas00000.zip");
  }

  Path photo(int number) {
    return folders.celeba().resolve("img_celeba").resolve(photoName(number));
  }

  private static String photoName(int number) {
    return "%06d.jpg".formatted(100 + number);
  }

  /** Nearer to the border from image to image, so that margins are needed. */
  private static float[] face(int i) {
    int shift = 12 * i;
    return new float[] {
      30 - shift / 2, 40 - shift, 52, 41, 42, 52, 33, 63, 50, 64,
    };
  }

  private void add(int i, float[] face, Random random, ZipOutputStream zip)
      throws IOException, GeneralSecurityException {
    BufferedImage picture = new BufferedImage(80 + i, 90, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        picture.setRGB(x, y, (3 * x) << 16 | (2 * y) << 8 | (40 * i + (x * y) % 50));
      }
    }
    ImageIO.write(picture, "jpg", photo(i).toFile());
    byte[] photo = Files.readAllBytes(photo(i));
    RawImage decoded = PictureReader.decode(photo, "photo", false).pixels();
    AlignmentPlan plan = AlignmentPlan.of(decoded.width(), decoded.height(), RESOLUTION, face);
    RawImage aligned = FaceAligner.align(decoded, plan, RESOLUTION);
    byte[] data = new byte[aligned.data().length];
    random.nextBytes(data);
    byte[] delta = new byte[data.length];
    for (int k = 0; k < data.length; k++) {
      delta[k] = (byte) (data[k] - aligned.data()[k]);
    }
    RawImage image = new RawImage(3, RESOLUTION, RESOLUTION, data);
    images.add(image);
    zip.putNextEntry(new ZipEntry("delta%05d.dat".formatted(i)));
    zip.write(lock(bzip2(delta), DeltaCipher.key(photo, photoName(i))));
    String row = "%d %d %s %s %s";
    rows.add(row.formatted(i, COUNT - 1 - i, photoName(i), Md5.of(aligned), Md5.of(image)));
  }

  private static byte[] bzip2(byte... bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new BZip2CompressorOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  /** A Fernet token. */
  private static byte[] lock(byte[] bytes, byte[] key) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    IvParameterSpec iv = new IvParameterSpec(new byte[16]);
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, 16, 16, "AES"), iv);
    byte[] locked = cipher.doFinal(bytes);
    byte[] signed = new byte[25 + locked.length];
    signed[0] = (byte) 0x80;
    System.arraycopy(locked, 0, signed, 25, locked.length);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Arrays.copyOf(key, 16), "HmacSHA256"));
    byte[] sum = mac.doFinal(signed);
    ByteBuffer token = ByteBuffer.allocate(signed.length + sum.length).put(signed).put(sum);
    return Base64.getUrlEncoder().encode(token.array());
  }

  private void writeList() throws IOException {
    Files.writeString(
        folders.list(), "idx orig_idx orig_file proc_md5 final_md5\n" + String.join("\n", rows));
  }

  /** Changes one word of the list: of the image, and of the column. */
  void changeList(int image, int column, String word) throws IOException {
    String[] words = rows.get(image).split(" ", -1);
    words[column] = word;
    rows.set(image, String.join(" ", words));
    writeList();
  }

  /** Makes a photograph another one without any change to its pixels. */
  void appendToPhoto(int number) throws IOException {
    byte[] bytes = Files.readAllBytes(photo(number));
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 4);
    byte[] tail = "more".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(tail, 0, longer, bytes.length, tail.length);
    Files.write(photo(number), longer);
  }
}
