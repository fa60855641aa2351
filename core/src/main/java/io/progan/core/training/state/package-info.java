/** Everything that training changes in the two networks. */
package io.progan.core.training.state;
