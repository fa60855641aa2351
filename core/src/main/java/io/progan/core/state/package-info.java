/**
 * The state of networks: slots that are trained and slots that are kept, the vectors that hold
 * them, and what a forward pass sees of them.
 */
package io.progan.core.state;
