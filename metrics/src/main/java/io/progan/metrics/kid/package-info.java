/** The kernel Inception distance between two sets of features. Imports {@code vectors} only. */
package io.progan.metrics.kid;
