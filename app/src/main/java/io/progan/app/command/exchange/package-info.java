/** {@code progan import} and {@code progan export}. */
package io.progan.app.command.exchange;
