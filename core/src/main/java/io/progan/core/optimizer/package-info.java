/** Adam as TensorFlow computes it, loss scaling, and the moving average of weights. */
package io.progan.core.optimizer;
