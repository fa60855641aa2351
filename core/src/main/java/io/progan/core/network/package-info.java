/** What a generator and a discriminator are to everything else, and what their passes tell. */
package io.progan.core.network;
