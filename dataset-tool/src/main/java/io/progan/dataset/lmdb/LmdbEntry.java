package io.progan.dataset.lmdb;

/**
 * Where a value lies.
 *
 * @param key the bytes of its key
 * @param offset the byte of the file that the value begins at
 * @param bytes its length
 */
record LmdbEntry(byte[] key, long offset, long bytes) {}
