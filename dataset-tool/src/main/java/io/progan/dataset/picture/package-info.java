/** One picture file: what its header says, and its pixels as 8-bit greyscale or RGB. */
package io.progan.dataset.picture;
