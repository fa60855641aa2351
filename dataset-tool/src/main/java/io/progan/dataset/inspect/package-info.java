/** Looks at finished datasets: checks, compares, extracts and shows them. */
package io.progan.dataset.inspect;
