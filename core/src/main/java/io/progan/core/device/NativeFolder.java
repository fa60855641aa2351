package io.progan.core.device;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Where JavaCPP unpacks native libraries: below the user's home, or where that cannot be written to
 * or forbids execution, in a folder of the user's own among temporary files.
 */
public final class NativeFolder {

  private static final String PROPERTY = "org.bytedeco.javacpp.cachedir";
  private static final String PRIVATE = "rwx------";

  private NativeFolder() {}

  /**
   * Sets JavaCPP's folder. Has an effect only before the first use of a native library; a folder
   * that was set on the command line is kept.
   *
   * @throws BackendException if there is no folder for it
   */
  public static void choose() {
    if (System.getProperty(PROPERTY) == null) {
      Path home = Path.of(System.getProperty("user.home"), ".javacpp", "cache");
      Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
      System.setProperty(PROPERTY, choose(home, temporary).toString());
    }
  }

  static Path choose(Path home, Path temporary) {
    if (home.isAbsolute()
        && isUsable(home)) { // a user whom the system does not know has the home ?
      return home;
    }
    try {
      Path own = ownFolder(temporary);
      if (isUsable(own)) {
        return own;
      }
    } catch (IOException e) {
      // as below
    }
    throw new BackendException(
        ("native libraries can be unpacked neither in %s nor in a folder of one's own in %s: each"
                + " cannot be written to, forbids execution (noexec) or belongs to another user;"
                + " name a folder where they can by"
                + " PROGAN_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=FOLDER")
            .formatted(home, temporary));
  }

  /** Whether files can be written there and executed. */
  private static boolean isUsable(Path folder) {
    try {
      Files.createDirectories(folder);
      File probe = Files.createTempFile(folder, "progan", ".so").toFile();
      try {
        // The system denies this for files of file systems that are mounted with noexec.
        return probe.setExecutable(true) && probe.canExecute();
      } finally {
        Files.delete(probe.toPath());
      }
    } catch (IOException | SecurityException e) {
      return false;
    }
  }

  /** Code is loaded from it, so that nobody else may have made it or may write to it. */
  private static Path ownFolder(Path temporary) throws IOException {
    Path probe = Files.createTempFile(temporary, "progan", "");
    try {
      if (!Files.getFileStore(temporary).supportsFileAttributeView("posix")) {
        return temporary.resolve("javacpp-" + System.getProperty("user.name"));
      }
      Path folder = temporary.resolve("javacpp-" + Files.getAttribute(probe, "unix:uid"));
      try {
        Files.createDirectory(
            folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)));
      } catch (FileAlreadyExistsException e) {
        requirePrivate(folder, probe);
      }
      return folder;
    } finally {
      Files.delete(probe);
    }
  }

  private static void requirePrivate(Path folder, Path probe) throws IOException {
    Set<PosixFilePermission> permissions =
        Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
    boolean isPrivate =
        Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(probe))
            && !permissions.contains(PosixFilePermission.GROUP_WRITE)
            && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
    if (!isPrivate) {
      throw new IOException(folder + ": not a folder of one's own");
    }
  }
}
