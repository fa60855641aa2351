/** The signs of a training that has gone wrong. */
package io.progan.core.training.watch;
