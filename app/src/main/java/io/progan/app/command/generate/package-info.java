/** The commands {@code progan generate ...}. */
package io.progan.app.command.generate;
