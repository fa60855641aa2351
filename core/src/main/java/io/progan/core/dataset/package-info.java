/**
 * Minibatches of real images, read ahead of the training in a shuffled order that can be resumed.
 */
package io.progan.core.dataset;
