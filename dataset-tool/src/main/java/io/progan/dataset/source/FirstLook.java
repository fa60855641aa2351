package io.progan.dataset.source;

import io.progan.dataset.DatasetException;
import io.progan.dataset.IoReason;
import io.progan.dataset.collection.FileCollection;
import io.progan.dataset.picture.PictureHeader;
import io.progan.dataset.picture.PictureReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/** Reads the headers of all pictures, so that problems show before hours of work. */
final class FirstLook {
  private static final int BATCH = 256;

  private final FileCollection files;
  private final PictureOptions options;
  private final LookListener listener;
  private final List<Integer> usable = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private PictureHeader first;
  private int firstIndex;
  private int transparent;
  private int enlarged;

  private FirstLook(FileCollection files, PictureOptions options, LookListener listener) {
    this.files = files;
    this.options = options;
    this.listener = listener;
  }

  /**
   * What was found.
   *
   * @param usable the numbers of the files that can be used, in order
   * @param problems what is wrong with the others, each with its name in front
   * @param first the header of the first usable one
   * @param transparent how many of the usable ones may have transparent pixels
   * @param enlarged how many of the usable ones have fewer pixels than their images
   */
  record Findings(
      int[] usable, List<String> problems, PictureHeader first, int transparent, int enlarged) {}

  private record Header(PictureHeader header, String problem) {}

  /**
   * Looks at all files.
   *
   * @throws DatasetException if there is none that can be used, or one that cannot be used and must
   *     not be left out
   * @throws CancellationException if the listener stopped the work
   */
  static Findings at(FileCollection files, PictureOptions options, LookListener listener)
      throws IOException {
    if (files.count() == 0) {
      throw new DatasetException(files.path() + ": no pictures in it");
    }
    FirstLook look = new FirstLook(files, options, listener);
    for (int from = 0; from < files.count(); from += BATCH) {
      if (listener.cancelled()) {
        throw new CancellationException("stopped while looking at the pictures");
      }
      int to = Math.min(from + BATCH, files.count());
      List<Header> headers = IntStream.range(from, to).parallel().mapToObj(look::header).toList();
      for (int i = from; i < to; i++) {
        look.judge(i, headers.get(i - from));
      }
      listener.progress(to, files.count());
    }
    look.conclude();
    return new Findings(
        look.usable.stream().mapToInt(i -> i).toArray(),
        List.copyOf(look.problems),
        look.first,
        look.transparent,
        look.enlarged);
  }

  private Header header(int index) {
    try (InputStream in = files.open(index)) {
      return new Header(PictureReader.header(in, files.place(index)), null);
    } catch (DatasetException e) {
      return new Header(null, e.getMessage());
    } catch (IOException e) {
      return new Header(null, files.place(index) + ": cannot be read (" + IoReason.of(e) + ")");
    }
  }

  private void judge(int index, Header found) {
    Optional<String> problem =
        found.header() == null
            ? Optional.of(found.problem())
            : unfit(index, found.header()).map(reason -> files.place(index) + ": " + reason);
    if (problem.isPresent()) {
      problems.add(problem.get());
      listener.problem(problem.get());
      return;
    }
    PictureHeader header = found.header();
    if (first == null) {
      first = header;
      firstIndex = index;
    }
    usable.add(index);
    transparent += header.transparent() ? 1 : 0;
    enlarged += options.fit().enlarges(header.height(), header.width()) ? 1 : 0;
  }

  private Optional<String> unfit(int index, PictureHeader header) {
    if (options.labels() != null && !options.labels().has(files.name(index))) {
      return Optional.of("picture has no label");
    }
    Optional<String> problem = options.fit().problem(header.height(), header.width());
    if (problem.isPresent() || first == null) {
      return problem;
    }
    int side = options.fit().side(header.height(), header.width());
    int firstSide = options.fit().side(first.height(), first.width());
    if (side != firstSide) {
      return Optional.of(
          "picture is %s pixels, the first one (%s) is %s; --resolution resizes"
              .formatted(header.size(), files.name(firstIndex), first.size()));
    }
    return options.channels() == 0 ? otherChannels(header) : Optional.empty();
  }

  private Optional<String> otherChannels(PictureHeader header) {
    return header.channels() == first.channels()
        ? Optional.empty()
        : Optional.of(
            "picture is %s, the first one (%s) is %s; --channels converts"
                .formatted(
                    kind(header.channels()), files.name(firstIndex), kind(first.channels())));
  }

  private static String kind(int channels) {
    return channels == 1 ? "greyscale" : "in colour";
  }

  private void conclude() throws DatasetException {
    if (problems.isEmpty() || (options.skipBad() && !usable.isEmpty())) {
      return;
    }
    if (problems.size() == 1) {
      throw new DatasetException(problems.get(0));
    }
    throw new DatasetException(
        "%d of %d pictures cannot be used, the first: %s"
            .formatted(problems.size(), files.count(), problems.get(0)));
  }
}
