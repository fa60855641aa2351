/** Networks of the original releases, as snapshots that everything here can use. */
package io.progan.core.exchange;
