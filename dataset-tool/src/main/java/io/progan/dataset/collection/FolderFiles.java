package io.progan.dataset.collection;

import io.progan.dataset.CodePointOrder;
import io.progan.dataset.DatasetException;
import io.progan.dataset.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** The files of a folder and of all folders in it; links are followed, but not in circles. */
final class FolderFiles implements FileCollection {
  private final Path folder;
  private final List<String> names;

  private FolderFiles(Path folder, List<String> names) {
    this.folder = folder;
    this.names = names;
  }

  static FolderFiles open(Path folder, Path... leftOut) throws IOException {
    List<String> names = new ArrayList<>();
    List<Path> others = Arrays.stream(leftOut).map(p -> p.toAbsolutePath().normalize()).toList();
    EnumSet<FileVisitOption> links = EnumSet.of(FileVisitOption.FOLLOW_LINKS);
    Files.walkFileTree(folder, links, Integer.MAX_VALUE, new Visitor(folder, names, others));
    names.sort(CodePointOrder.COMPARATOR);
    return new FolderFiles(folder, names);
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final List<String> names;
    private final List<Path> leftOut;

    Visitor(Path folder, List<String> names, List<Path> leftOut) {
      this.folder = folder;
      this.leftOut = leftOut;
      this.names = names;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      return path.equals(folder) || !FileNames.ignored(path.getFileName().toString())
          ? FileVisitResult.CONTINUE
          : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
      boolean other = leftOut.contains(path.toAbsolutePath().normalize());
      if (!other && !FileNames.ignored(path.getFileName().toString())) {
        String separator = path.getFileSystem().getSeparator();
        names.add(folder.relativize(path).toString().replace(separator, "/"));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException error) throws IOException {
      if (error instanceof FileSystemLoopException) {
        return FileVisitResult.CONTINUE;
      }
      if (FileNames.ignored(path.getFileName().toString()) && !path.equals(folder)) {
        return FileVisitResult.CONTINUE;
      }
      throw new DatasetException(
          "%s: %s".formatted(FileNames.shown(path.toString()), Reachable.reason(error)), error);
    }
  }

  @Override
  public Path path() {
    return folder;
  }

  @Override
  public String description() {
    return "folder of pictures '" + folder.toAbsolutePath().normalize().getFileName() + "'";
  }

  @Override
  public int count() {
    return names.size();
  }

  @Override
  public String name(int index) {
    return names.get(index);
  }

  @Override
  public long size(int index) throws IOException {
    return Files.size(folder.resolve(names.get(index)));
  }

  @Override
  public String fingerprint(int index) throws IOException {
    return Fingerprint.of(folder.resolve(names.get(index)), Fingerprint.FEW);
  }

  @Override
  public String place(int index) {
    return FileNames.shown(folder.resolve(names.get(index)).toString());
  }

  @Override
  public InputStream open(int index) throws IOException {
    Path file = folder.resolve(names.get(index));
    Optional<String> missing = Reachable.problem(file);
    if (missing.isPresent()) {
      throw new DatasetException(place(index) + ": " + missing.get());
    }
    if (!Files.isReadable(file)) {
      throw new DatasetException(place(index) + ": cannot be read, check the file's permissions");
    }
    if (!Files.isRegularFile(file)) {
      throw new DatasetException(place(index) + ": is no file that holds data");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw BoundedStream.tooLarge(place(index));
    }
    return Files.newInputStream(file);
  }

  @Override
  public void close() {}
}
