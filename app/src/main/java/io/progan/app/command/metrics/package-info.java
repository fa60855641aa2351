/** The commands of {@code progan metrics}. */
package io.progan.app.command.metrics;
