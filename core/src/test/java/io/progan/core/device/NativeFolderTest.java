package io.progan.core.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file in the place of a folder stands for one that cannot be written to; that holds for root,
 * too.
 */
class NativeFolderTest {

  @TempDir Path folder;
  private Path temporary;
  private Path closed;

  @BeforeEach
  void prepare() throws IOException {
    temporary = Files.createDirectory(folder.resolve("tmp"));
    closed = Files.createFile(folder.resolve("closed"));
  }

  @Test
  void liesInTheHomeAndLeavesNothingElseThere() throws IOException {
    Path home = folder.resolve("home/cache");
    assertThat(NativeFolder.choose(home, temporary)).isEqualTo(home).isEmptyDirectory();
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void isPrivateAmongTemporaryFilesWhereTheHomeIsClosedOrUnknown() throws IOException {
    Path own = NativeFolder.choose(closed.resolve("cache"), temporary);
    assertThat(own).hasParent(temporary).isEmptyDirectory();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rwx------");
    assertThat(NativeFolder.choose(Path.of("?"), temporary)).isEqualTo(own);
  }

  @Test
  void isNotWhereOthersMayWrite() throws IOException {
    Path own = NativeFolder.choose(closed, temporary);
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));
    refuses(temporary);
    Files.delete(own);
    Files.createSymbolicLink(own, folder);
    refuses(temporary);
  }

  @Test
  void isAskedForWhereThereIsNone() {
    refuses(closed);
  }

  private void refuses(Path place) {
    assertThatThrownBy(() -> NativeFolder.choose(closed, place))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining(closed.toString())
        .hasMessageContaining("-Dorg.bytedeco.javacpp.cachedir=");
  }
}
