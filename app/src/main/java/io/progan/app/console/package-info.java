/** What the user sees: where lines go, how numbers and errors are put into words, progress. */
package io.progan.app.console;
