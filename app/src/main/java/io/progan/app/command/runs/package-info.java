/** The commands {@code progan runs …}. */
package io.progan.app.command.runs;
