/** Improved precision and recall of generated pictures. Imports {@code vectors} only. */
package io.progan.metrics.precision;
