/** The command {@code progan report}. */
package io.progan.app.command.report;
