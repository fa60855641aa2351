/**
 * Reads LMDB databases, as LSUN comes in, without LMDB: a damaged file ends in a message here,
 * where the native library would take the whole process down with it.
 */
package io.progan.dataset.lmdb;
