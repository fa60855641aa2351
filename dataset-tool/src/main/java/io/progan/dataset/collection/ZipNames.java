package io.progan.dataset.collection;

import io.progan.dataset.collection.Members.Named;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry.NameSource;

/**
 * The names in a zip. They have {@code /} between folders (APPNOTE.TXT, 4.4.17), but not those that
 * some programmes for Windows write; and are UTF-8 or of code page 437 (appendix D), which gives
 * every byte a character of its own, so that no two names become one.
 */
final class ZipNames {
  private static final Charset OLD =
      Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;
  private static final int LEAD_BYTE = 0x81;

  private ZipNames() {}

  static Members<ZipArchiveEntry> members(List<ZipArchiveEntry> entries) {
    List<Named<ZipArchiveEntry>> named = new ArrayList<>();
    int old = 0;
    for (ZipArchiveEntry entry : entries) {
      String name = utf8(entry);
      if (name == null) {
        old++;
        named.add(ofOld(entry));
      } else {
        named.add(Named.withSlashes(entry, name));
      }
    }
    Members<ZipArchiveEntry> members = Members.of(named);
    if (old == 0) {
      return members;
    }
    List<String> notes = new ArrayList<>(members.notes());
    notes.add(old + " names are not in UTF-8; read by code page 437, they may look odd");
    return new Members<>(members.names(), members.entries(), notes);
  }

  /** Null if the name is not in UTF-8. */
  private static String utf8(ZipArchiveEntry entry) {
    if (entry.getNameSource() == NameSource.UNICODE_EXTRA_FIELD || entry.getRawName() == null) {
      return entry.getName();
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(entry.getRawName()))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** In East Asian encodings the second byte of a character may look like a backslash. */
  private static Named<ZipArchiveEntry> ofOld(ZipArchiveEntry entry) {
    byte[] raw = entry.getRawName();
    for (int i = 1; i < raw.length; i++) {
      if (raw[i] == '\\' && (raw[i - 1] & 0xff) >= LEAD_BYTE) {
        return new Named<>(entry, new String(raw, OLD), false);
      }
    }
    return Named.withSlashes(entry, new String(raw, OLD));
  }
}
