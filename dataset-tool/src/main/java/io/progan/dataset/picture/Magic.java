package io.progan.dataset.picture;

import java.nio.charset.StandardCharsets;

/**
 * The first bytes of a file.
 *
 * @param bytes at most as many as a look at the format needs; not copied
 */
record Magic(byte[] bytes) {
  /** Whether the bytes from a place on are these characters of Latin-1. */
  boolean has(int at, String magic) {
    byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
    if (at + wanted.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /** The unsigned byte at a place, or -1 behind the end. */
  int at(int place) {
    return place < bytes.length ? bytes[place] & 0xff : -1;
  }
}
