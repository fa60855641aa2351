package io.progan.core.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write to a run's folder, which one process has at a time. The operating system's
 * lock on a file decides, so that a process that was killed holds nothing; the file says which
 * process it is.
 */
public final class RunLock implements AutoCloseable {

  /** Beyond the file's content, which others may then read on every system. */
  private static final long LOCKED_BYTE = 1L << 32;

  /** Somebody who only looks holds the lock for a moment. */
  private static final int TRIES = 5;

  private static final long PAUSE_MS = 40;

  /** The system releases a process's lock when that process closes the file a second time. */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private RunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Says that another process writes to the run. The message is one line. */
  public static final class HeldException extends IOException {

    private static final long serialVersionUID = 1;

    HeldException(RunFolder folder, String holder) {
      super(
          "%s: %s is training this run; wait until it has ended, or stop it first"
              .formatted(folder.path(), holder));
    }
  }

  /**
   * Takes the lock. On a file system that cannot lock, whoever asks gets it.
   *
   * @throws HeldException if another process has it
   * @throws IOException if the folder cannot be written
   */
  public static RunLock take(RunFolder folder) throws IOException {
    Path file = folder.lock().toAbsolutePath().normalize();
    if (!HELD_HERE.add(file)) {
      throw new HeldException(folder, self());
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        throw new HeldException(folder, holderIn(file));
      }
      channel.truncate(0);
      String process = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(process.getBytes(StandardCharsets.US_ASCII)));
      return new RunLock(file, channel);
    } catch (HeldException | RuntimeException e) {
      release(file, channel);
      throw e;
    } catch (IOException e) {
      release(file, channel);
      throw AtomicFile.named(file, e);
    }
  }

  private static void release(Path file, FileChannel channel) throws IOException {
    HELD_HERE.remove(file);
    if (channel != null) {
      channel.close();
    }
  }

  private static String self() {
    return "process " + ProcessHandle.current().pid();
  }

  private static boolean locked(FileChannel channel) {
    for (int i = 0; i < TRIES; i++) {
      if (isFree(channel, false)) {
        return true;
      }
      try {
        Thread.sleep(PAUSE_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  /** Takes the lock, unless another process has it. */
  private static boolean isFree(FileChannel channel, boolean shared) {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, shared) != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      return true; // a file system without locks
    }
  }

  /**
   * Who writes to a run at this moment: {@code process 4711}; empty if nobody does.
   *
   * @throws IOException if the folder cannot be read
   */
  public static Optional<String> holder(RunFolder folder) throws IOException {
    Path file = folder.lock().toAbsolutePath().normalize();
    if (HELD_HERE.contains(file)) {
      return Optional.of(self());
    }
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return isFree(channel, true) ? Optional.empty() : Optional.of(holderIn(file));
    }
  }

  private static String holderIn(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
    return text.isEmpty() ? "another process" : "process " + text;
  }

  /** Gives the lock back. */
  @Override
  public void close() {
    HELD_HERE.remove(file);
    try (channel) {
      channel.truncate(0);
    } catch (IOException e) {
      // The number that stays in the file says nothing without the lock.
    }
  }
}
