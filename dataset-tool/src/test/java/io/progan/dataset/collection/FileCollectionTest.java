package io.progan.dataset.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCollectionTest {
  private static final String[] NAMES = {
    "b/1.png",
    "a/2.png",
    "a/.hidden",
    "B.png",
    "__MACOSX/b/1.png",
    "a/sub/x.png",
    "Thumbs.db",
    "a/THUMBS.DB",
    "Desktop.INI",
    "b/@eadir/1.png",
    "$Recycle.Bin/1.png",
    "Icon\r",
    "b/1.png:Zone.Identifier"
  };
  private static final List<String> SORTED = List.of("B.png", "a/2.png", "a/sub/x.png", "b/1.png");

  @TempDir Path folder;

  @Test
  void foldersOfFoldersAreRead() throws IOException {
    for (String name : NAMES) {
      Path file = folder.resolve("pics").resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
    Files.createSymbolicLink(folder.resolve("pics/a/circle"), folder.resolve("pics"));
    assertHoldsNames(folder.resolve("pics"), "folder of pictures 'pics'");
  }

  @Test
  void zipsAreRead() throws IOException {
    assertHoldsNames(zip("x.zip", NAMES), "zip 'x.zip'");
  }

  private Path zip(String fileName, String... names) throws IOException {
    Path file = folder.resolve(fileName);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        out.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  @Test
  void tarsAreReadPackedOrNot() throws IOException {
    Path plain = folder.resolve("x.tar");
    tar(Files.newOutputStream(plain), NAMES);
    assertHoldsNames(plain, "tar 'x.tar'");
    Path packed = folder.resolve("x.tgz");
    tar(new GZIPOutputStream(Files.newOutputStream(packed)), NAMES);
    assertHoldsNames(packed, "tar 'x.tgz'");
    Path xz = folder.resolve("x.tar.xz");
    tar(new XZCompressorOutputStream(Files.newOutputStream(xz)), NAMES);
    assertHoldsNames(xz, "tar 'x.tar.xz'");
  }

  @Test
  void fingerprintsTellContentsOfOneSizeApart() throws IOException {
    byte[] content = new byte[100_000];
    Set<String> seen = new HashSet<>();
    for (int place : new int[] {0, 50_000, 99_999}) {
      content[place]++;
      Path pictures = Files.createDirectories(folder.resolve("p" + place));
      Files.write(pictures.resolve("a.png"), content);
      try (FileCollection files = FileCollection.open(pictures)) {
        assertThat(seen.add(files.fingerprint(0))).isTrue();
        assertThat(files.fingerprint(0)).isEqualTo(files.fingerprint(0));
      }
    }
  }

  @Test
  void otherKindsOfArchivesAreNamed() throws IOException {
    Files.write(folder.resolve("a.tar.zst"), new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0});
    assertOpenFails("a.tar.zst", "is packed as zstd, which cannot be read; unpack it first");
    byte[] sevenZip = {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c, 0, 4, 0, 0, 0, 0};
    Files.write(folder.resolve("a.7z"), sevenZip);
    assertOpenFails("a.7z", "is packed as 7z, which cannot be read; unpack it first");
  }

  @Test
  void devicesInTarsAreRefused() throws IOException {
    Path file = folder.resolve("device.tar");
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(file))) {
      out.putArchiveEntry(new TarArchiveEntry("a.png", TarConstants.LF_CHR));
      out.closeArchiveEntry();
    }
    assertFirstFails(file, "device.tar: a.png: is no ordinary file, but a device or pipe");
  }

  private static void tar(OutputStream to, String... names) throws IOException {
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(to)) {
      for (String name : names) {
        TarArchiveEntry entry = new TarArchiveEntry("./" + name);
        entry.setSize(name.length());
        out.putArchiveEntry(entry);
        out.write(name.getBytes(StandardCharsets.UTF_8));
        out.closeArchiveEntry();
      }
    }
  }

  private static void assertHoldsNames(Path place, String description) throws IOException {
    try (FileCollection files = FileCollection.open(place)) {
      assertThat(files.description()).isEqualTo(description);
      List<String> names = new ArrayList<>();
      for (int i = 0; i < files.count(); i++) {
        names.add(files.name(i));
        assertThat(files.read(i)).isEqualTo(files.name(i).getBytes(StandardCharsets.UTF_8));
        assertThat(files.place(i)).startsWith(place.toString()).endsWith(files.name(i));
      }
      assertThat(names).isEqualTo(SORTED);
    }
  }

  @Test
  void namesThatLeadElsewhereAreRefused() throws IOException {
    String[] evil = {"../../x.png", "/etc/x.png", "a/../../x.png", "C:\\x.png"};
    for (String name : evil) {
      assertFirstFails(zip("evil.zip", name), "name leads out of the archive");
    }
    Path tar = folder.resolve("evil.tar");
    tar(Files.newOutputStream(tar), "../../x.png");
    assertFirstFails(tar, "name leads out of the archive");
  }

  @Test
  void namesAreHarmlessInMessages() throws IOException {
    try (FileCollection files = FileCollection.open(zip("odd.zip", "a\u001b[2J\n.png"))) {
      assertThat(files.name(0)).isEqualTo("a\u001b[2J\n.png");
      assertThat(files.place(0)).endsWith("odd.zip: a?[2J?.png");
    }
  }

  @Test
  void linksAndSparseFilesInTarsAreRefusedForWhatTheyAre() throws IOException {
    assertFirstFails(linkTar(TarConstants.LF_SYMLINK), "a.png: is a link to 'b.png', which is not");
    assertFirstFails(linkTar(TarConstants.LF_LINK), "a second name (a hard link) of 'b.png'");
    assertFirstFails(linkTar(TarConstants.LF_GNUTYPE_SPARSE), "a.png: is packed as a sparse file");
  }

  /** Made by {@code tar --format=posix --sparse}. */
  @Test
  void aSparseFileInAPosixTarIsOneMember() throws IOException {
    Path file = folder.resolve("sparse.tar");
    try (InputStream in = getClass().getResourceAsStream("/tar/sparse-posix.tar")) {
      Files.copy(in, file);
    }
    try (FileCollection files = FileCollection.open(file)) {
      assertThat(files.count()).isEqualTo(2);
      assertThat(files.name(0)).isEqualTo("ok.png");
      assertThat(files.name(1)).isEqualTo("sp.png");
    }
    assertThatThrownBy(
            () -> {
              try (FileCollection files = FileCollection.open(file)) {
                files.read(1);
              }
            })
        .hasMessageContaining("sp.png: is packed as a sparse file");
  }

  private Path linkTar(byte type) throws IOException {
    Path file = folder.resolve("link.tar");
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(file))) {
      TarArchiveEntry entry = new TarArchiveEntry("a.png", type);
      entry.setLinkName("b.png");
      out.putArchiveEntry(entry);
      out.closeArchiveEntry();
    }
    return file;
  }

  @Test
  void linksOfFoldersThatLeadNowhereAreNamed() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("links"));
    Files.createSymbolicLink(pictures.resolve("a.png"), Path.of("gone.png"));
    assertFirstFails(pictures, "a.png: is a link to 'gone.png', which is not there");
    Files.delete(pictures.resolve("a.png"));
    Files.createSymbolicLink(pictures.resolve("a.png"), Path.of("a.png"));
    assertFirstFails(pictures, "a.png: is a link to 'a.png', which cannot be followed: ");
    assertThatThrownBy(() -> FileCollection.open(pictures.resolve("x".repeat(300))))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("no such folder or archive of pictures (cannot be read (")
        .hasMessageContaining("too long");
  }

  @Test
  void bombsEndAtTheLimit() throws IOException {
    Path file = folder.resolve("bomb.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry("a.png"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i <= FileCollection.MOST_BYTES >> 20; i++) {
        out.write(zeros);
      }
    }
    assertFirstFails(file, "bomb.zip: a.png: more than the 512 MB that can be used");
  }

  private static void assertFirstFails(Path place, String message) throws IOException {
    try (FileCollection files = FileCollection.open(place)) {
      assertThatThrownBy(() -> files.open(0).transferTo(OutputStream.nullOutputStream()))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining(message);
    }
  }

  @Test
  void damagedArchivesAreNamed() throws IOException {
    Files.writeString(folder.resolve("a.zip"), "no archive at all");
    assertOpenFails("a.zip", "is a file, not a folder of pictures, and no archive");
    byte[] good = Files.readAllBytes(zip("good.zip", NAMES));
    Files.write(folder.resolve("cut.zip"), Arrays.copyOf(good, good.length / 2));
    assertOpenFails("cut.zip", "archive cannot be read");
    Path packed = folder.resolve("x.tgz");
    tar(new GZIPOutputStream(Files.newOutputStream(packed)), NAMES);
    Files.write(folder.resolve("cut.tgz"), Arrays.copyOf(Files.readAllBytes(packed), 60));
    assertOpenFails("cut.tgz", "archive cannot be unpacked");
  }

  private void assertOpenFails(String name, String message) {
    assertThatThrownBy(() -> FileCollection.open(folder.resolve(name)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }
}
