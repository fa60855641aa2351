package io.progan.dataset.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipNamesTest {
  @TempDir Path folder;

  @Test
  void backslashesDivideFolders() throws IOException {
    try (FileCollection files = open(unixZip("cats\\", "cats\\a.png", "dogs/b.png", "c.png"))) {
      assertThat(names(files)).containsExactly("c.png", "cats/a.png", "dogs/b.png");
      assertThat(files.read(1)).asString().isEqualTo("cats\\a.png");
      assertThat(files.notes()).singleElement().asString().contains("names have \\ between");
    }
    assertThat(FileCollection.open(unixZip("a/b.png")).notes()).isEmpty();
  }

  @Test
  void backslashesLeadNowhereElse() throws IOException {
    for (String name : List.of("..\\a.png", "\\a.png", "C:\\a.png")) {
      try (FileCollection files = open(unixZip(name))) {
        assertThatThrownBy(() -> files.open(0))
            .isInstanceOf(DatasetException.class)
            .hasMessageContaining("name leads out of the archive");
      }
    }
  }

  @Test
  void theLastFileOfANameIsTaken() throws IOException {
    try (FileCollection files = open(unixZip("a/b.png", "a\\b.png"))) {
      assertThat(names(files)).containsExactly("a/b.png");
      assertThat(files.read(0)).asString().isEqualTo("a\\b.png");
      assertThat(files.notes()).anyMatch(n -> n.contains("1 times a name that was there before"));
    }
  }

  @Test
  void namesOfOtherEncodingsStayApart() throws IOException {
    Path file = folder.resolve("old.zip");
    Charset old = Charset.forName("IBM437");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file), old)) {
      out.putNextEntry(new ZipEntry("\u00e9.png"));
      out.putNextEntry(new ZipEntry("\u00e8.png"));
      out.putNextEntry(new ZipEntry("a.png"));
    }
    try (FileCollection files = open(file)) {
      assertThat(names(files)).containsExactly("a.png", "\u00e8.png", "\u00e9.png");
      assertThat(files.notes()).singleElement().asString().contains("2 names are not in UTF-8");
    }
  }

  @Test
  void unflaggedUtf8IsRead() throws IOException {
    try (FileCollection files = open(unixZip("\u732b.png"))) {
      assertThat(names(files)).containsExactly("\u732b.png");
      assertThat(files.notes()).isEmpty();
    }
  }

  @Test
  void secretsAndUnknownPackingsAreNamed() throws IOException {
    byte[] zip = Files.readAllBytes(unixZip("a.png"));
    int entry = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
    Path file = folder.resolve("odd.zip");
    zip[entry + 8] |= 1;
    assertFails(Files.write(file, zip), "a.png: is encrypted; unpack the zip by its password");
    zip[entry + 8] &= ~1;
    zip[entry + 10] = 14;
    assertFails(Files.write(file, zip), "a.png: is packed by lzma, which cannot be read");
  }

  private static void assertFails(Path file, String message) throws IOException {
    try (FileCollection files = open(file)) {
      assertThatThrownBy(() -> files.open(0))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining(message);
    }
  }

  @Test
  void zipsInPartsAreRead() throws IOException {
    Path file = folder.resolve("parts.zip");
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(file, 1 << 16)) {
      ZipArchiveEntry entry = new ZipArchiveEntry("a.png");
      entry.setMethod(ZipEntry.STORED);
      out.putArchiveEntry(entry);
      out.write(new byte[100_000]);
      out.closeArchiveEntry();
    }
    assertThat(folder.resolve("parts.z01")).exists();
    try (FileCollection files = open(file)) {
      assertThat(files.read(0)).hasSize(100_000);
    }
  }

  /** With names just as they are, which commons-compress does not write, as made on Unix. */
  private Path unixZip(String... names) throws IOException {
    Path file = folder.resolve("unix.zip");
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(Files.newOutputStream(file))) {
      out.setUseLanguageEncodingFlag(false);
      for (String name : names) {
        ZipArchiveEntry entry = new ZipArchiveEntry(name.replace('\\', '|'));
        entry.setUnixMode(0100644);
        out.putArchiveEntry(entry);
        out.write(name.getBytes(StandardCharsets.UTF_8));
        out.closeArchiveEntry();
      }
    }
    String zip = Files.readString(file, StandardCharsets.ISO_8859_1);
    for (String name : names) {
      zip = name.contains("\\") ? zip.replace(name.replace('\\', '|'), name) : zip;
    }
    return Files.writeString(file, zip, StandardCharsets.ISO_8859_1);
  }

  private static FileCollection open(Path file) throws IOException {
    return FileCollection.open(file);
  }

  private static List<String> names(FileCollection files) {
    return IntStream.range(0, files.count()).mapToObj(files::name).toList();
  }
}
