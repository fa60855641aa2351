/** What a tick of a training has seen so far, and how long it took. */
package io.progan.core.training.tick;
