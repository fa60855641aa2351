/** Python pickles of plain values, NumPy arrays and named classes, read without running code. */
package io.progan.dataset.pickle;
