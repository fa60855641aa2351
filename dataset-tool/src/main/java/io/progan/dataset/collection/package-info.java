/** Many files in one place: a folder with all that is in it, a zip, a tar. */
package io.progan.dataset.collection;
