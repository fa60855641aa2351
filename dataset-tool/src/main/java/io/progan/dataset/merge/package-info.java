/** Joins the parts of a dataset that were made apart. */
package io.progan.dataset.merge;
