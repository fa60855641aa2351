/** Pictures of any size and kind made square, of one size and one number of channels. */
package io.progan.dataset.fit;
