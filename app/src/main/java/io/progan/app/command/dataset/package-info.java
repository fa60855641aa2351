/** The commands of {@code progan dataset}. */
package io.progan.app.command.dataset;
