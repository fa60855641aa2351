/** Writes whole datasets: all resolutions, labels and description, or nothing. */
package io.progan.dataset.write;
