/** An image in all resolutions of a dataset. */
package io.progan.dataset.pyramid;
