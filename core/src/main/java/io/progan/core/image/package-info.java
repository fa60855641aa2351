/** Images on their way into the networks and out of them. */
package io.progan.core.image;
