package io.progan.core.record;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.progan.core.snapshot.AppendFile;
import io.progan.dataset.tfrecord.RecordFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The event file that a process writes into a run's folder: TFRecords of {@code Event} messages, as
 * TensorBoard reads them. Every process begins a file of its own; TensorBoard joins them in the
 * order of their names. An event that finds no room on the disk waits for the next one.
 */
public final class EventFile {

  private static final Pattern NAME =
      Pattern.compile("events\\.out\\.tfevents\\.(\\d{10,18})\\..*");
  private static final String NEW_NAME = "events.out.tfevents.%010d.progan";
  private static final int MILLIS = 1000;
  private static final int FIELD_STEP = 2;
  private static final int FIELD_SUMMARY = 5;

  /** Time and step stand at the beginning of an event, which may hold a large image. */
  private static final int BEGINNING_BYTES = 64;

  /** Events beyond this many waiting ones push out the oldest; each may hold an image. */
  private static final int MOST_WAITING = 32;

  private final Path path;
  private final Deque<byte[]> waiting = new ArrayDeque<>();

  private EventFile(Path path) {
    this.path = path;
  }

  /**
   * Begins the file of a new run.
   *
   * @throws IOException if it cannot be written
   */
  public static EventFile create(Path folder) throws IOException {
    long newest = list(folder).stream().mapToLong(EventFile::seconds).max().orElse(0);
    long seconds = Math.max(System.currentTimeMillis() / MILLIS, newest + 1);
    Path path = folder.resolve(NEW_NAME.formatted(seconds));
    AppendFile.append(path, RecordFrame.around(Summary.version()));
    return new EventFile(path);
  }

  /**
   * Begins the file of a run that goes on. Events of later steps, which the run will come to again,
   * are cut off the older files, with whatever a crash has left half-written; a TensorBoard that
   * has shown them already is told to forget them.
   *
   * @param step real images shown where the run goes on
   * @throws IOException if files cannot be read or written
   */
  public static EventFile resume(Path folder, long step) throws IOException {
    List<Path> older = list(folder);
    for (Path file : older) {
      cut(file, step);
    }
    EventFile created = create(folder);
    if (older.isEmpty()) {
      return created;
    }
    AppendFile.append(created.path, RecordFrame.around(Summary.start(step + 1)));
    return created;
  }

  /**
   * Appends an event, after those that wait.
   *
   * @throws IOException if there is no room for it; it waits for the next call
   */
  public void write(Summary summary) throws IOException {
    waiting.add(RecordFrame.around(summary.event()));
    if (waiting.size() > MOST_WAITING) {
      waiting.remove();
    }
    while (!waiting.isEmpty()) {
      AppendFile.append(path, waiting.getFirst());
      waiting.remove();
    }
  }

  /** All event files of a folder, the oldest first. */
  static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .sorted(Comparator.comparing(EventFile::seconds))
          .toList();
    }
  }

  private static long seconds(Path file) {
    Matcher matcher = NAME.matcher(file.getFileName().toString());
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
  }

  /** Cuts a file at the first event of a later step; removes it if no values are left. */
  private static void cut(Path file, long step) throws IOException {
    boolean values = false;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long offset = 0;
      for (Beginning event = next(channel, 0); event != null && event.step <= step; ) {
        values |= event.values;
        offset = event.end;
        event = next(channel, offset);
      }
      channel.truncate(offset);
    }
    if (!values) {
      Files.delete(file);
    }
  }

  private record Beginning(long step, boolean values, long end) {}

  /** Looks at the event at an offset; null at the end of what is intact. */
  private static Beginning next(FileChannel channel, long offset) throws IOException {
    byte[] header = read(channel, offset, RecordFrame.HEADER_BYTES);
    if (header.length < RecordFrame.HEADER_BYTES || !RecordFrame.headerIntact(header)) {
      return null;
    }
    long payload = RecordFrame.payloadLength(header);
    long end = offset + RecordFrame.OVERHEAD_BYTES + payload;
    if (payload < 0 || end > channel.size()) {
      return null;
    }
    int beginning = (int) Math.min(payload, BEGINNING_BYTES);
    CodedInputStream in =
        CodedInputStream.newInstance(read(channel, offset + RecordFrame.HEADER_BYTES, beginning));
    long step = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case FIELD_STEP -> step = in.readInt64();
        case FIELD_SUMMARY -> {
          return new Beginning(step, true, end);
        }
        default -> in.skipField(tag);
      }
    }
    return new Beginning(step, false, end);
  }

  private static byte[] read(FileChannel channel, long offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    int count = 0;
    while (count >= 0 && buffer.hasRemaining()) {
      count = channel.read(buffer, offset + buffer.position());
    }
    byte[] bytes = new byte[buffer.flip().remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
