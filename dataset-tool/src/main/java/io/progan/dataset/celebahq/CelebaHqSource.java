package io.progan.dataset.celebahq;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import io.progan.dataset.picture.PictureReader;
import io.progan.dataset.source.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * CelebA-HQ: photographs, aligned, plus the published deltas. Both steps are checked by MD5 sums.
 * The bits of the photographs depend on the JPEG decoder; where they are not those of the authors',
 * images come out a level off here and there, which is an error unless it is allowed.
 */
public final class CelebaHqSource implements ImageSource {
  private static final int CHANNELS = 3;
  private static final int SAMPLES_BYTES = 16 * CHANNELS;
  private static final int PADDING_BYTES = 20;

  private final CelebaHqFolders folders;
  private final List<ImageList.Entry> entries;
  private final Landmarks landmarks;
  private final DeltaZips deltas;
  private final Settings settings;
  private final MemoryBudget budget = MemoryBudget.standard();
  private final AtomicInteger inexact = new AtomicInteger();

  /**
   * How images are made.
   *
   * @param resolution of the images; the published deltas are for 1024
   * @param allowInexact whether images may come out a little different from the published ones
   * @param finished where finished images are kept
   */
  public record Settings(int resolution, boolean allowInexact, FinishedImages finished) {}

  private CelebaHqSource(
      CelebaHqFolders folders,
      List<ImageList.Entry> entries,
      Landmarks landmarks,
      DeltaZips deltas,
      Settings settings) {
    this.folders = folders;
    this.entries = entries;
    this.landmarks = landmarks;
    this.deltas = deltas;
    this.settings = settings;
  }

  /**
   * Reads the lists, checks that everything is there, and makes the first image.
   *
   * @throws DatasetException if something is missing or broken, or the first image cannot be made
   *     exactly and that is not allowed
   */
  public static CelebaHqSource open(CelebaHqFolders folders, Settings settings) throws IOException {
    List<ImageList.Entry> entries = ImageList.read(folders.list());
    Landmarks landmarks = Landmarks.read(folders.landmarks());
    for (ImageList.Entry entry : entries) {
      landmarks.of(entry.landmarks());
    }
    folders.checkPhotos(entries);
    DeltaZips deltas = DeltaZips.open(folders.deltas(), entries.size());
    try {
      CelebaHqSource source = new CelebaHqSource(folders, entries, landmarks, deltas, settings);
      source.image(0);
      source.inexact.set(0);
      return source;
    } catch (IOException | RuntimeException e) {
      deltas.close();
      throw e;
    }
  }

  @Override
  public String description() {
    String what = "CelebA-HQ from '" + folders.celeba().toAbsolutePath().normalize().getFileName();
    return inexact.get() == 0
        ? what + "', every image exact by its MD5 sum"
        : "%s', inexact: %d of %d images differ a little from the published ones"
            .formatted(what, inexact.get(), entries.size());
  }

  /** How many images were made that are not exact. */
  public int inexactCount() {
    return inexact.get();
  }

  @Override
  public int count() {
    return entries.size();
  }

  /** The MD5 sum of the published image. */
  @Override
  public String identity(int index) {
    return entries.get(index).finalMd5();
  }

  /** Makes the image, or takes it from the finished ones. */
  @Override
  public RawImage image(int index) throws IOException {
    ImageList.Entry entry = entries.get(index);
    RawImage finished = settings.finished().exact(entry.number(), entry.finalMd5());
    if (finished != null) {
      return finished;
    }
    if (settings.allowInexact()) {
      finished = settings.finished().inexact(entry.number());
      if (finished != null) {
        inexact.incrementAndGet();
        return finished;
      }
    }
    return make(entry);
  }

  private RawImage make(ImageList.Entry entry) throws IOException {
    Path file = folders.photo(entry);
    byte[] photo = Files.readAllBytes(file);
    RawImage aligned = align(entry, photo);
    boolean exact = Md5.of(aligned).equals(entry.alignedMd5());
    if (!exact && !settings.allowInexact()) {
      throw inexact(file, entry, aligned);
    }
    Delta delta = delta(entry, photo, aligned.data().length);
    RawImage image = exact ? delta.applyExactly(aligned) : delta.applyNearly(aligned);
    if (exact && !Md5.of(image).equals(entry.finalMd5())) {
      throw new DatasetException(
          "%s: image %d comes out with MD5 sum %s, the list says %s"
              .formatted(
                  deltas.place(entry.number()), entry.number(), Md5.of(image), entry.finalMd5()));
    }
    if (!exact) {
      inexact.incrementAndGet();
    }
    settings.finished().keep(entry.number(), image, exact);
    return image;
  }

  private static DatasetException inexact(Path file, ImageList.Entry entry, RawImage aligned) {
    return new DatasetException(
        ("%s: comes out aligned with MD5 sum %s instead of %s: either this is another file, or"
                + " Java's JPEG decoder gives other bits than the authors' (libjpeg 8d);"
                + " --allow-inexact goes on with images that are a little off")
            .formatted(file, Md5.of(aligned), entry.alignedMd5()));
  }

  private RawImage align(ImageList.Entry entry, byte[] photo) throws IOException {
    String name = folders.photo(entry).toString();
    RawImage image = PictureReader.decode(photo, name, false).pixels();
    if (image.channels() != CHANNELS) {
      throw new DatasetException(name + ": photograph is greyscale, must be RGB");
    }
    int resolution = settings.resolution();
    AlignmentPlan plan =
        AlignmentPlan.of(
            image.width(), image.height(), resolution, landmarks.of(entry.landmarks()));
    return budget.within(bytes(plan), () -> FaceAligner.align(image, plan, resolution));
  }

  /** About what aligning needs: the densely sampled square, the padded picture and its floats. */
  private long bytes(AlignmentPlan plan) {
    long samples = (long) SAMPLES_BYTES * settings.resolution() * settings.resolution();
    return samples + (long) PADDING_BYTES * plan.result().width() * plan.result().height();
  }

  private Delta delta(ImageList.Entry entry, byte[] photo, int size) throws IOException {
    byte[] key = DeltaCipher.key(photo, entry.photo());
    byte[] token = deltas.read(entry.number());
    try {
      return Delta.open(token, key, size);
    } catch (DatasetException e) {
      throw new DatasetException(deltas.place(entry.number()) + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    deltas.close();
  }
}
