/** Files of pictures to multi-resolution shards and back; here, what all its packages share. */
package io.progan.dataset;
