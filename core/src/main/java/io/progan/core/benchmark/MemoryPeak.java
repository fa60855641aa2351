package io.progan.core.benchmark;

/**
 * The most memory that the process took in a stretch of time; the three need not be of the same
 * moment.
 *
 * @param heapBytes Java objects, with garbage that was not yet collected
 * @param offHeapBytes everything else: native arrays, libraries, the JVM itself
 * @param residentBytes physical memory of the whole process
 */
public record MemoryPeak(long heapBytes, long offHeapBytes, long residentBytes) {}
