/** The networks of the Theano version, which the paper's own experiments were run with. */
package io.progan.core.network.theano;
