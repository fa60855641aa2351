/** Behind {@code progan generate}: from a network and options to pictures and videos. */
package io.progan.app.generate;
