/** What NumPy gives the method: its random numbers, bit for bit, and its array files. */
package io.progan.dataset.numpy;
