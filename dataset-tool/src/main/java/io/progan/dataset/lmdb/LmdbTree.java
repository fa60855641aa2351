package io.progan.dataset.lmdb;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Walks the B+ tree of a database in the order of its keys and notes where the values lie. Branch
 * and leaf pages hold, behind their header, the offsets of their nodes; a node is two halves of a
 * length or page number, flags, the length of the key, the key and the data.
 */
final class LmdbTree {
  private static final int BRANCH = 0x01;
  private static final int LEAF = 0x02;
  private static final int OVERFLOW = 0x04;
  private static final int BIG_DATA = 0x01;
  private static final int NODE_HEADER_BYTES = 8;
  private static final int AT_FLAGS = 10;
  private static final int AT_LOWER = 12;
  private static final int DEEPEST = 32;
  private static final int FIRST_CAPACITY = 1024;

  private final LmdbFile file;
  private long[] keyOffsets = new long[FIRST_CAPACITY];
  private int count;

  private LmdbTree(LmdbFile file) {
    this.file = file;
  }

  /**
   * Where the nodes of all values lie in the file, in the order of their keys: 8 bytes of memory
   * each.
   *
   * @throws DatasetException if the tree is damaged or has not as many entries as it says
   */
  static long[] nodes(LmdbFile file) throws IOException {
    LmdbTree tree = new LmdbTree(file);
    if (file.root() != -1) {
      tree.walk(file.root(), 0);
    }
    if (tree.count != file.entries()) {
      throw file.fault(
          0, "damaged: has %d entries, should have %d".formatted(tree.count, file.entries()));
    }
    return Arrays.copyOf(tree.keyOffsets, tree.count);
  }

  private void walk(long number, int depth) throws IOException {
    long start = number * file.pageBytes();
    if (depth > DEEPEST) {
      throw file.fault(start, "damaged: pages refer to each other in a circle");
    }
    ByteBuffer page = file.page(number);
    int kind = page.getShort(AT_FLAGS) & (BRANCH | LEAF | OVERFLOW);
    int end = Short.toUnsignedInt(page.getShort(AT_LOWER));
    if ((kind != BRANCH && kind != LEAF)
        || end > page.limit()
        || end < LmdbFile.PAGE_HEADER_BYTES) {
      throw file.fault(start, "damaged: not a page of the tree");
    }
    for (int at = LmdbFile.PAGE_HEADER_BYTES; at + 1 < end; at += Short.BYTES) {
      int node = Short.toUnsignedInt(page.getShort(at));
      if (node < end || node > page.limit() - NODE_HEADER_BYTES) {
        throw file.fault(start + at, "damaged: node lies outside of its page");
      }
      if (kind == LEAF) {
        add(start + node);
      } else {
        walk(child(page, node), depth + 1);
      }
    }
  }

  private static long child(ByteBuffer page, int node) {
    return Integer.toUnsignedLong(page.getInt(node))
        | (long) Short.toUnsignedInt(page.getShort(node + Integer.BYTES)) << Integer.SIZE;
  }

  private void add(long node) throws DatasetException {
    if (count >= file.entries()) {
      throw file.fault(node, "damaged: has more entries than the " + file.entries() + " it says");
    }
    if (count == keyOffsets.length) {
      keyOffsets = Arrays.copyOf(keyOffsets, 2 * count);
    }
    keyOffsets[count++] = node;
  }

  /** The entry of a node; its value lies in the page, or in pages of its own if it is big. */
  static LmdbEntry entry(LmdbFile file, long node) throws IOException {
    ByteBuffer header = file.read(node, NODE_HEADER_BYTES);
    long valueBytes = Integer.toUnsignedLong(header.getInt(0));
    int flags = header.getShort(Integer.BYTES);
    int keyBytes = Short.toUnsignedInt(header.getShort(Integer.BYTES + Short.BYTES));
    long value = node + NODE_HEADER_BYTES + keyBytes;
    long pageEnd = (node / file.pageBytes() + 1) * file.pageBytes();
    boolean big = flags == BIG_DATA;
    if ((flags != 0 && !big) || (big ? Long.BYTES : valueBytes) > pageEnd - value) {
      throw file.fault(node, "damaged: not an entry with one value");
    }
    byte[] key = file.read(node + NODE_HEADER_BYTES, keyBytes).array();
    if (!big) {
      return new LmdbEntry(key, value, valueBytes);
    }
    long number = file.read(value, Long.BYTES).getLong();
    if ((file.page(number).getShort(AT_FLAGS) & OVERFLOW) == 0) {
      throw file.fault(node, "damaged: its value lies in a page of another kind");
    }
    long start = number * file.pageBytes() + LmdbFile.PAGE_HEADER_BYTES;
    return new LmdbEntry(key, start, valueBytes);
  }
}
