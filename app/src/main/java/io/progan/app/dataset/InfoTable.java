package io.progan.app.dataset;

import io.progan.app.console.HumanFormat;
import io.progan.dataset.tfrecord.DatasetFile;
import io.progan.dataset.tfrecord.DatasetInfo;
import io.progan.dataset.tfrecord.DatasetOrigin;
import io.progan.dataset.tfrecord.DatasetPart;
import java.io.PrintWriter;

/** Prints what a dataset says about itself, for people. */
public final class InfoTable {

  private static final int HASH_CHARS = 16;

  private InfoTable() {}

  /** Prints the description. */
  public static void print(DatasetInfo info, PrintWriter out) {
    out.println(info.name() + ": " + DatasetMaker.words(info));
    DatasetOrigin origin = info.origin();
    row(out, "source", info.source());
    row(out, "made by", origin.toolVersion());
    if (origin.command() != null) {
      StringBuilder command = new StringBuilder(origin.command());
      origin.options().forEach((name, value) -> command.append(' ').append(word(name, value)));
      row(out, "command", command.toString());
    }
    DatasetPart part = origin.part();
    if (part != null) {
      row(
          out,
          "part",
          "%d of %d: places %d to %d of %d in the order of all images"
              .formatted(part.index(), part.parts(), part.begin(), part.end() - 1, part.items()));
    }
    if (origin.skipped() > 0) {
      row(out, "left out", HumanFormat.count(origin.skipped(), "image"));
    }
    for (int i = 0; i < info.histogram().size(); i++) {
      String name = i < info.classNames().size() ? info.classNames().get(i) : "";
      row(out, i == 0 ? "classes" : "", "%8d  %d %s".formatted(info.histogram().get(i), i, name));
    }
    for (int i = 0; i < info.files().size(); i++) {
      DatasetFile file = info.files().get(i);
      String hash =
          file.sha256() == null ? "" : "  sha256 " + file.sha256().substring(0, HASH_CHARS);
      row(
          out,
          i == 0 ? "files" : "",
          "%10s  %s%s".formatted(HumanFormat.bytes(file.bytes()), file.name(), hash));
    }
  }

  private static String word(String name, String value) {
    return name.startsWith("-") ? name + "=" + value : value;
  }

  private static void row(PrintWriter out, String name, String value) {
    if (value != null) {
      out.println("  %-9s%s".formatted(name, value).stripTrailing());
    }
  }
}
